/* Evidence beside requirements. Optional: every tick, note and spot works without it.
   Arrows move between ticks and can be switched off; “use this spot” fills in where someone looks just now. */
(() => {
  const form = document.getElementById('mapping');
  if (!form) return;
  const KEPT = 'mapping-keys', keys = document.querySelector('[data-keys-on]');
  const ticks = () => [...form.querySelectorAll('.check input[type=checkbox]')].filter(box => box.checkVisibility());

  /* --- arrows --- */
  const read = () => { try { return localStorage.getItem(KEPT) !== 'off'; } catch { return true; } };
  keys.checked = read();
  keys.addEventListener('change', () => { try { localStorage.setItem(KEPT, keys.checked ? 'on' : 'off'); } catch { /* this page only */ } });
  form.addEventListener('keydown', e => {
    if (!keys.checked || !e.target.matches('.check input[type=checkbox]') || e.altKey || e.metaKey || e.ctrlKey || e.shiftKey) return;
    const all = ticks(), at = all.indexOf(e.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    const box = all[Math.max(0, Math.min(all.length - 1, to))];
    box.focus();
    box.scrollIntoView({ block: 'nearest' });
  });

  /* --- counts follow the ticks --- */
  const say = words => { const live = document.getElementById('live'); live.textContent = ''; setTimeout(() => { live.textContent = words; }, 50); };
  const count = () => form.querySelectorAll('details.fold').forEach(group => {
    const tag = group.querySelector('summary .tag');
    tag.textContent = tag.textContent.replace(/[0-9]+/, group.querySelectorAll('.check :checked').length);
  });

  /* --- use this spot: for the row someone worked in last --- */
  let row = null;
  const shown = () => document.querySelectorAll('[data-use-spot]').forEach(button => { button.hidden = false; });
  const mark = to => { if (row) row.classList.remove('is-now'); row = to; if (row) row.classList.add('is-now'); };
  form.addEventListener('focusin', e => { const to = e.target.closest('.check-row'); if (to) mark(to); });
  const clock = whole => {
    const two = number => String(number).padStart(2, '0'), hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  };
  document.addEventListener('click', e => {
    const button = e.target.closest('[data-use-spot]');
    if (!button) return;
    e.preventDefault();  /* without scripts it brings the page again, which asks where it belongs */
    const player = document.querySelector('#viewer [data-player]');
    const where = row && row.querySelector('input[name^=where_]'), box = row && row.querySelector('.check input');
    if (!where) { say(form.dataset.choose); document.getElementById('choose-first').hidden = false; return; }
    document.getElementById('choose-first').hidden = true;
    if (!box.checked) { box.checked = true; count(); }
    const file = row.querySelector('select[name^=file_]');
    if (file) file.value = button.dataset.file;
    where.value = button.dataset.useSpot || clock(Math.floor(player.currentTime));
    where.dispatchEvent(new Event('input', { bubbles: true }));
    where.focus();
    say(form.dataset.used.replace('…', where.value));
  });
  document.addEventListener('htmx:afterSwap', shown);
  shown();

  /* --- what is not saved yet (drafts.js keeps it) --- */
  let changed = false;
  const touch = () => { changed = true; form.classList.add('is-changed'); };
  form.addEventListener('input', touch);
  form.addEventListener('change', () => { touch(); count(); });
  form.addEventListener('submit', () => { changed = false; });

  /* Another standard: what was ticked here is saved on the way. */
  document.addEventListener('click', e => {
    const link = e.target.closest('a[data-then]');
    if (!link || !changed || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    const then = document.createElement('input');
    Object.assign(then, { type: 'hidden', name: 'then', value: link.dataset.then });
    form.append(then);
    form.requestSubmit(form.querySelector('.actionbar button:not([name])'));
  });
})();
