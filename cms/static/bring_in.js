/* Splits an entry where the cursor stands. Without this, each line of the entry becomes one. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-split]");
  if (!button) return;
  const words = button.closest("li").querySelector("textarea");
  const at = words.selectionStart;
  const touched = words.dataset.touched === "yes" && at > 0 && at < words.value.length;
  if (touched && !words.value.includes("\n")) {
    words.value = `${words.value.slice(0, at).trimEnd()}\n${words.value.slice(at).trimStart()}`;
  }
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".intake-row textarea")) event.target.dataset.touched = "yes";
});
/* The line a row came from comes into view beside it, without leaving the row. */
document.addEventListener("focusin", (event) => {
  const row = event.target.closest(".intake-row");
  const box = document.querySelector(".intake-lines");
  const link = row && row.querySelector(".intake-line");
  const line = link && document.querySelector(link.getAttribute("href"));
  document.querySelectorAll(".intake-here").forEach((old) => old.classList.remove("intake-here"));
  if (!line || getComputedStyle(box).overflowY !== "auto") return;
  line.classList.add("intake-here");
  box.scrollTop = line.offsetTop - box.clientHeight / 3;
});
