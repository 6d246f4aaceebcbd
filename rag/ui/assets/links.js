// Opens a citation in the chat's drawer.  With a modifier key, or the middle button, the browser
// follows the same link to a page of its own.  When the drawer closes, the keyboard is back at the link.
const LOOK_MS = 150;
const OPENS_WITHIN = 80; // looks

function focusWhenClosed(link) {
  let opened = false;
  let looks = 0;
  const timer = setInterval(() => {
    const open = document.querySelector('[data-testid="stDialog"]') !== null;
    looks += 1;
    if (open || (!opened && looks < OPENS_WITHIN)) {
      opened ||= open;
      return;
    }
    clearInterval(timer);
    if (!opened || document.activeElement !== document.body) return;
    const same = [...document.querySelectorAll("a[data-cite]")].find(
      (other) => other.dataset.cite === link.dataset.cite,
    );
    (link.isConnected ? link : same)?.focus({ preventScroll: true });
  }, LOOK_MS);
}

export default function ({ parentElement, setTriggerValue }) {
  if (parentElement.hwabaekClick) document.removeEventListener("click", parentElement.hwabaekClick);
  const onClick = (event) => {
    const link = event.target.closest?.("a[data-cite]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("open", link.dataset.cite);
    focusWhenClosed(link);
  };
  parentElement.hwabaekClick = onClick;
  document.addEventListener("click", onClick);
  return () => document.removeEventListener("click", onClick);
}
