/* Small kindnesses. Every page works without them. */
(() => {
  const live = () => document.getElementById('live');
  const say = words => { if (live() && words) { live().textContent = ''; setTimeout(() => { live().textContent = words; }, 50); } };

  /* What needs a look is read out first, and its links put the cursor in the field. */
  const attend = scope => { const summary = scope.querySelector('[data-focus]'); if (summary) summary.focus(); };
  document.addEventListener('click', e => {
    const link = e.target.closest('.err-list a');
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) { e.preventDefault(); field.focus(); field.scrollIntoView({ block: 'center' }); }
  });

  /* Menus close on Escape, giving the focus back, and on a press elsewhere. */
  const menus = () => document.querySelectorAll('details.menu[open]');
  document.addEventListener('keydown', e => {
    if (e.key !== 'Escape') return;
    menus().forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
  });
  document.addEventListener('click', e => menus().forEach(menu => { if (!menu.contains(e.target)) menu.open = false; }));

  /* Appearance changes in place, so nothing typed is lost. */
  document.addEventListener('submit', e => {
    const form = e.target, pressed = e.submitter;
    if (!form.matches('[data-appearance]') || !pressed) return;
    e.preventDefault();
    fetch(form.action, { method: 'POST', body: new FormData(form, pressed), redirect: 'manual' }).then(() => {
      const root = document.documentElement;
      if (pressed.value === 'auto') delete root.dataset.theme; else root.dataset.theme = pressed.value;
      form.querySelectorAll('button').forEach(b => b.setAttribute('aria-pressed', String(b === pressed)));
      say(form.dataset.done);
    });
  });

  document.addEventListener('click', e => { if (e.target.closest('[data-print]')) print(); });

  /* A link to what explains something opens it in place; with another key held it stays a link. */
  document.addEventListener('click', e => {
    const link = e.target.closest('a[data-opens]');
    const box = link && document.getElementById(link.dataset.opens);
    if (!box || !box.showPopover || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    if (!box.matches(':popover-open')) box.showPopover({ source: link });
  });

  /* Pieces that HTMX refreshes say so; a whole page where a piece was expected is opened as a page. */
  document.addEventListener('htmx:beforeSwap', e => {
    const whole = /^\s*<!doctype/i.test(e.detail.serverResponse || '');
    const { requestPath, responsePath } = e.detail.pathInfo, asked = e.detail.requestConfig.elt;
    if (asked.closest('[hx-select]') && requestPath === responsePath) return;  // a piece of another page, as wanted
    if (whole && requestPath !== responsePath && asked.closest('form')?.querySelector('input[name="draft"]')) { e.detail.shouldSwap = false; return; }  // signed out: drafts.js says so, and the words stay
    if (whole && e.detail.target !== document.body) { e.detail.shouldSwap = false; location.assign(e.detail.xhr.responseURL); }
  });
  document.addEventListener('htmx:afterSwap', e => {
    const told = e.detail.elt.closest('[data-announce]') || e.detail.elt.querySelector('[data-announce]');
    if (told) say(told.dataset.announce);
    attend(e.detail.elt);
  });
  ['htmx:responseError', 'htmx:sendError', 'htmx:timeout'].forEach(name => document.addEventListener(name, () => say(live().dataset.lost)));

  attend(document);
})();
