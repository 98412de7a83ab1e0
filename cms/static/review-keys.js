/* Single keys for judging, and ways to begin a sentence. Optional: the page works without them.
   Keys do nothing while someone types, and can be switched off; the choice stays on this device. */
(() => {
  const KEPT = 'review-keys', button = document.querySelector('[data-keys-button]'), list = document.getElementById('keys');
  if (!button || !list) return;
  const box = list.querySelector('[data-keys-on]');
  const items = () => [...document.querySelectorAll('.judge__i')].filter(i => i.checkVisibility());  /* what is settled is folded */
  let at = items().findIndex(i => location.hash && `#${i.id}` === location.hash);

  const read = () => { try { return localStorage.getItem(KEPT) !== 'off'; } catch { return true; } };
  box.checked = read();
  box.addEventListener('change', () => { try { localStorage.setItem(KEPT, box.checked ? 'on' : 'off'); } catch { /* this page only */ } });
  button.hidden = false;

  /* the one being judged: where the cursor is, else where the keys went last */
  const here = () => { const now = items().findIndex(i => i.contains(document.activeElement)); return now < 0 ? at : now; };
  /* past the last requirement comes the next piece, before the first the piece before */
  const go = to => {
    const all = items();
    if (to >= all.length && follow('piece-after')) return;
    if (to < 0 && here() >= 0 && follow('piece-before')) return;
    at = Math.max(0, Math.min(all.length - 1, to));
    if (!all.length) return;
    const radio = all[at].querySelector('input[type=radio]:checked') || all[at].querySelector('input[type=radio]');
    all.forEach(i => i.classList.toggle('is-now', i === all[at]));
    all[at].scrollIntoView({ block: 'nearest' });
    if (radio) radio.focus(); else { all[at].tabIndex = -1; all[at].focus(); }
  };
  const choose = place => {
    const item = items()[Math.max(0, here())], radio = item && item.querySelectorAll('input[type=radio]')[place];
    if (radio && !radio.checked) radio.click();
    if (radio) { at = items().indexOf(item); radio.focus(); }
  };
  const write = () => {
    const item = items()[Math.max(0, here())], note = item && item.querySelector('.judge__note'), words = item && item.querySelector('textarea');
    if (note) note.open = true;
    if (words) words.focus();
  };
  const takeBack = () => { const item = items()[Math.max(0, here())], button = item && item.querySelector('button[name=take_back]'); if (button) { at = items().indexOf(item); button.click(); } };
  const follow = way => { const link = document.querySelector(`[data-way="${way}"]`); if (link) link.click(); return Boolean(link); };
  const aim = what => { const found = document.querySelector(what); if (found) { found.focus(); found.scrollIntoView({ block: 'nearest' }); } };
  const undo = () => { const form = document.querySelector('[data-undo]'); if (form) form.requestSubmit(); };
  const zoom = () => { const zooms = document.querySelector('[data-zoom]'); if (zooms) zooms.click(); };
  const KEYS = {
    1: () => choose(0), 2: () => choose(1), 3: () => choose(2), 0: takeBack, u: undo, j: () => go(here() + 1), k: () => go(here() - 1),
    f: write, l: () => follow('piece-after'), h: () => follow('piece-before'), n: () => follow('round-after'), p: () => follow('round-before'),
    e: () => follow('evidence'), s: () => follow('sign-off'), r: () => follow('sum-up') || aim('[data-reply]'), z: zoom, '?': () => { button.scrollIntoView({ block: 'nearest' }); list.togglePopover({ source: button }); },
  };
  /* out of the words, back to the answers they belong to */
  document.addEventListener('keydown', e => {
    const words = e.key === 'Escape' && box.checked && e.target.closest('.judge__i textarea');
    if (words) go(items().indexOf(words.closest('.judge__i')));
  });
  document.addEventListener('keydown', e => {
    const typing = e.target.closest('textarea, select, [contenteditable], input:not([type=radio], [type=checkbox]), audio, video, summary');
    if (!box.checked || typing || e.altKey || e.ctrlKey || e.metaKey) return;
    const act = KEYS[e.key.toLowerCase()];
    if (act) { e.preventDefault(); act(); }
  });

  /* ways to begin: put the words where they are typed */
  const begin = scope => scope.querySelectorAll('[data-beginnings]').forEach(l => { l.hidden = false; });
  document.addEventListener('click', e => {
    const way = e.target.closest('[data-beginnings] button');
    if (!way) return;
    const words = way.closest('form').querySelector('textarea');
    words.value += (words.value && !/\s$/.test(words.value) ? ' ' : '') + way.textContent.replace('…', ' ');
    words.focus();
  });
  document.addEventListener('htmx:afterSwap', () => begin(document));
  begin(document);
})();
