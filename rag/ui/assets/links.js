// Opens a citation in the chat's drawer.  With a modifier key, or the middle button, the browser
// follows the same link to a page of its own.
export default function ({ parentElement, setTriggerValue }) {
  if (parentElement.hwabaekClick) document.removeEventListener("click", parentElement.hwabaekClick);
  const onClick = (event) => {
    const link = event.target.closest?.("a[data-cite]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("open", link.dataset.cite);
  };
  parentElement.hwabaekClick = onClick;
  document.addEventListener("click", onClick);
  return () => document.removeEventListener("click", onClick);
}
