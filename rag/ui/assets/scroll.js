// Brings the last element of a kind into view once it is drawn, and once per mounting: a later run
// of the page leaves the reader where they are.  A drawer is still sliding in at first, and
// Streamlit scrolls to the end of a chat when its last elements come, hence the repetitions; they
// end when the reader scrolls.
export default function ({ parentElement, data }) {
  if (parentElement.hwabaekScrolled) return;
  parentElement.hwabaekScrolled = true;
  const byHand = ["wheel", "touchmove", "keydown", "pointerdown"];
  let tries = 0;
  let settled = 0;
  const stop = () => {
    clearInterval(timer);
    byHand.forEach((kind) => window.removeEventListener(kind, stop));
  };
  const timer = setInterval(() => {
    const target = [...document.querySelectorAll(data.selector)].at(-1);
    if (target) {
      target.scrollIntoView({ block: data.block, inline: "nearest" });
      settled += 1;
    }
    tries += 1;
    if (settled >= 12 || tries > 50) stop();
  }, 120);
  byHand.forEach((kind) => window.addEventListener(kind, stop, { passive: true }));
  return stop;
}
