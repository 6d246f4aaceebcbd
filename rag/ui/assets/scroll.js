// Brings the last element of a kind into view once it is drawn, and once per mounting: a later run
// of the page leaves the reader where they are.  A drawer is still sliding in at first, hence the
// few repetitions.
export default function ({ parentElement, data }) {
  if (parentElement.hwabaekScrolled) return;
  parentElement.hwabaekScrolled = true;
  let tries = 0;
  let settled = 0;
  const timer = setInterval(() => {
    const target = [...document.querySelectorAll(data.selector)].at(-1);
    if (target) {
      target.scrollIntoView({ block: data.block, inline: "nearest" });
      settled += 1;
    }
    tries += 1;
    if (settled >= 4 || tries > 50) clearInterval(timer);
  }, 120);
  return () => clearInterval(timer);
}
