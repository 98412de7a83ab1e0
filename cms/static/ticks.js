/* "Tick all" and "Untick all" for a group of ticks. Optional: every tick works without it. */
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
    made.addEventListener('click', () => group.querySelectorAll('input[type=checkbox]').forEach(box => { box.checked = on; }));
    return made;
  };
  document.querySelectorAll('.checks[data-all]').forEach(group => {
    const row = document.createElement('div');
    row.className = 'row row--tight';
    row.append(button(group, group.dataset.all, true), button(group, group.dataset.none, false));
    group.prepend(row);
  });
})();
