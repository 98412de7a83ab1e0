/* A judgement is saved as it is made. Without signal it says so, stays on the page, and is sent again; what was saved
   all the same counts once, because saying what stands already changes nothing. */
(() => {
  const AGAIN = 10000, waiting = new Map();
  const own = e => e.target.closest && e.target.closest('.judge__form');
  const told = (form, waits) => { const line = form.querySelector('[data-waits]'); if (line) line.hidden = !waits; };

  const again = form => {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    if (!form.isConnected) return;
    form.elements.once.value = crypto.randomUUID();  /* the answer to the first may have got lost, not the first */
    htmx.trigger(form, 'submit');
  };
  ['htmx:sendError', 'htmx:timeout'].forEach(name => document.addEventListener(name, e => {
    const form = own(e);
    if (!form) return;
    told(form, true);
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => again(form), AGAIN));
  }));
  addEventListener('online', () => [...waiting.keys()].forEach(again));
  document.addEventListener('htmx:afterRequest', e => {
    const form = own(e);
    if (!form || !e.detail.xhr || !e.detail.xhr.status) return;
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    told(form, false);
  });
  /* leaving with something unsent: the browser asks first */
  addEventListener('beforeunload', e => { if (waiting.size) e.preventDefault(); });

  /* “Keep what stands”: the page as it is saved, at this requirement */
  document.addEventListener('click', e => {
    const link = e.target.closest('[data-keep-theirs]');
    if (!link) return;
    e.preventDefault();
    location.hash = new URL(link.href).hash;
    location.reload();
  });
})();
