/* "Tick all" and "Untick all" for a group of ticks, or for several groups at once, at once: without scripts they bring the
   page again with the ticks set, and nothing saved. */
document.addEventListener('click', e => {
  const button = e.target.closest('button[name="tick"]');
  if (!button) return;
  e.preventDefault();
  const group = button.closest('[data-ticks]');
  group.querySelectorAll('input[type=checkbox]').forEach(box => { box.checked = button.value.startsWith('all '); });
  group.dispatchEvent(new Event('change', { bubbles: true }));  /* whoever counts or keeps them hears of it */
});
