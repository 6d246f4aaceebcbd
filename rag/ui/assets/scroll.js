// Brings the cited sentence into view once it is drawn; a drawer is still sliding in at first.
export default function ({ parentElement }) {
  let tries = 0;
  let settled = 0;
  const timer = setInterval(() => {
    const mark = document.querySelector('mark[data-testid="cited-sentence"]');
    if (mark) {
      mark.scrollIntoView({ block: "center", inline: "nearest" });
      settled += 1;
    }
    tries += 1;
    if (settled >= 4 || tries > 50) clearInterval(timer);
  }, 120);
  return () => clearInterval(timer);
}
