/* Pictures zoom in place: each press is larger, and the last brings it back. The large picture is moved with arrow keys
   or by scrolling. Without scripts “See it large” opens it by itself. */
(() => {
  const STEPS = ['', 'is-x2', 'is-x4'];
  const ready = scope => scope.querySelectorAll('img.viewer__img').forEach(picture => {
    const stage = picture.closest('.viewer__stage'), link = stage.querySelector('a[href="' + picture.getAttribute('src') + '"]');
    if (!link || link.dataset.zoom !== undefined) return;
    const frame = document.createElement('div');
    frame.className = 'viewer__zoom';
    picture.replaceWith(frame);
    frame.append(picture);
    link.dataset.zoom = '';
    link.setAttribute('role', 'button');
    let at = 0;
    const show = to => {
      at = to % STEPS.length;
      frame.classList.remove('is-x2', 'is-x4');
      if (STEPS[at]) frame.classList.add(STEPS[at]);
      link.setAttribute('aria-pressed', String(at > 0));
      if (at) { frame.tabIndex = 0; frame.setAttribute('role', 'region'); frame.setAttribute('aria-label', picture.alt); } else { ['tabindex', 'role', 'aria-label'].forEach(name => frame.removeAttribute(name)); }
      frame.scrollTo((frame.scrollWidth - frame.clientWidth) / 2, (frame.scrollHeight - frame.clientHeight) / 2);
    };
    link.addEventListener('click', e => { if (e.ctrlKey || e.metaKey || e.shiftKey) return; e.preventDefault(); show(at + 1); });
    link.addEventListener('keydown', e => { if (e.key === ' ') { e.preventDefault(); show(at + 1); } });
  });
  document.addEventListener('htmx:afterSwap', () => ready(document));
  ready(document);
})();
