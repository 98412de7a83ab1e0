/* What is typed into a form is kept as it is typed. How to use it: portfolios/drafts.py. */
(() => {
  const NOT_KEPT = new Set(['csrfmiddlewaretoken']), A_PAUSE = 1500, KEEPALIVE = 60000;

  document.querySelectorAll('input[name="draft"]').forEach(marker => {
    const form = marker.form, words = marker.dataset, address = form.dataset.draftTo || words.drafts;
    if (!address) return;
    const told = document.createElement('p');
    told.className = 'saved';
    const bar = form.querySelector('[data-told], .actionbar');
    if (bar) bar.append(told);
    let timer = null, last = '', isOut = false, waits = false;

    const typed = () => {
      const fields = new URLSearchParams();
      new FormData(form).forEach((value, name) => { if (typeof value === 'string' && !NOT_KEPT.has(name)) fields.append(name, value); });
      return fields;
    };
    const token = () => (form.elements.csrfmiddlewaretoken || {}).value || '';
    /* That all is well is there to be seen, and not read out into someone's typing. */
    const tell = (sentence, aloud = false) => {
      if (!sentence) return;
      if (!aloud && 'quiet' in words) { told.replaceChildren(); return; }  /* a form that saves by itself says so itself */
      told.setAttribute('aria-live', aloud ? 'polite' : 'off');
      if (told.firstChild?.textContent !== sentence) told.replaceChildren(sentence);
    };
    const signedOut = () => {
      if (isOut || !words.out) return;
      isOut = true;
      tell(words.out, true);
      const link = document.createElement('a');
      link.href = words.in;
      link.target = '_blank';
      link.textContent = words.inWords;
      told.append(' ', link);
    };
    const fresh = async () => {
      const answer = await fetch(address);
      if (answer.redirected || !answer.ok) return false;
      form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
      isOut = false;
      return true;
    };
    const send = (fields, leaving) => {
      const body = new URLSearchParams(fields);
      body.append('csrfmiddlewaretoken', token());
      return fetch(address, { method: 'POST', body, keepalive: leaving && String(body).length < KEEPALIVE });
    };

    const keep = async ({ leaving = false, again = false } = {}) => {
      clearTimeout(timer);
      const fields = typed(), now = String(fields);
      if (now === last && !again) return;
      last = now;
      try {
        const answer = await send(fields, leaving);
        if (answer.redirected) { last = ''; signedOut(); return; }
        if (answer.status === 403 && !again) {
          last = '';
          if (await fresh()) keep({ again: true }); else signedOut();
          return;
        }
        waits = false;
        const said = (await answer.json()).said;
        if (said) tell(said);
      } catch (_noSignal) {
        last = '';
        waits = true;
        if (!leaving) tell(words.lost, true);
        timer = setTimeout(keep, 10000);
      }
    };
    const soon = e => {
      if (e.target.type === 'file') return;
      clearTimeout(timer);
      timer = setTimeout(keep, A_PAUSE);
    };

    last = String(typed());
    form.addEventListener('input', soon);
    form.addEventListener('change', soon);
    form.addEventListener('htmx:afterRequest', e => { if (e.detail.successful) { clearTimeout(timer); last = String(typed()); } });  /* saved by itself: no draft */
    /* Whoever goes on to a link, or to another form here, may be on the next page before the pause is over. */
    if (!('quiet' in words)) form.addEventListener('focusout', e => { const to = e.relatedTarget; if (to && (to.closest('a') || !form.contains(to))) keep({ leaving: true }); });
    addEventListener('pagehide', () => keep({ leaving: true }));
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep({ leaving: true }); });
    addEventListener('online', () => { if (waits) keep(); });
    addEventListener('focus', () => { if (isOut) fresh().then(isIn => { if (isIn) keep({ again: true }); }); });
  });
})();
