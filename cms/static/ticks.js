/* "Tick all" and "Untick all" for a group of ticks, or for several groups at once. Optional: every tick works without it. */
(() => {
  const button = (group, words, on) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'btn btn--plain btn--s';
    made.textContent = words;
    const what = document.createElement('span');
    what.className = 'vh';
    what.textContent = `: ${group.dataset.what}`;
    made.append(what);
    made.addEventListener('click', () => {
      group.querySelectorAll('input[type=checkbox]').forEach(box => { box.checked = on; });
      group.dispatchEvent(new Event('change', { bubbles: true }));  /* whoever counts or keeps them hears of it */
    });
    return made;
  };
  document.querySelectorAll('[data-all]').forEach(group => {
    const row = document.createElement('div');
    row.className = 'row row--tight';
    row.append(button(group, group.dataset.all, true), button(group, group.dataset.none, false));
    group.prepend(row);
  });
})();
