/* Opening a file at its spot: the page in view, the paragraph lit up, the recording wound forward.
   Without scripts the address does most of it, and the words of the link say where to look. */
(() => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let followed = null;

  /* What stays put while the page scrolls (a wide screen) is only scrolled in itself: the page would run away beneath it. */
  const into = spot => {
    const view = spot.closest('.rv__view');
    if (!view || getComputedStyle(view).position !== 'sticky') { spot.scrollIntoView({ block: 'start', behavior: 'instant' }); return; }
    for (let box = spot.parentElement; box && box !== view.parentElement; box = box.parentElement)
      if (/auto|scroll/.test(getComputedStyle(box).overflowY)) box.scrollTop += spot.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    if (view.getBoundingClientRect().top < 0) view.scrollIntoView({ block: 'start', behavior: 'instant' });  /* an address with a place in it took the page along: who is in it stands above */
  };

  /* Pages above are drawn while someone looks: stay at the spot until they move themselves. */
  const stay = (spot, scope) => {
    followed = spot;
    const go = () => { if (followed === spot) into(spot); };
    scope.querySelectorAll('img').forEach(picture => picture.complete || picture.addEventListener('load', go, { once: true }));
    ['wheel', 'touchmove', 'keydown', 'pointerdown'].forEach(name => addEventListener(name, () => { followed = null; }, { once: true, passive: true }));
    addEventListener('resize', go);  /* a phone that is turned */
    go();
    spot.focus({ preventScroll: true });
  };

  const wind = player => {
    const at = Number(player.dataset.here);
    const go = () => { if (Math.abs(player.currentTime - at) > 1) player.currentTime = Math.min(at, player.duration || at); };
    if (player.readyState) go(); else player.addEventListener('loadedmetadata', go, { once: true });
    player.scrollIntoView({ block: 'nearest', behavior: calm.matches ? 'instant' : 'smooth' });
    player.focus({ preventScroll: true });
  };

  const attend = (scope, asked) => {
    const spot = scope.querySelector('[data-here]');
    if (spot) { if (spot.matches('audio, video')) wind(spot); else stay(spot, scope); }
    else if (asked && scope.id === 'viewer') scope.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('htmx:afterSwap', e => { const viewer = document.getElementById('viewer'); if (viewer && e.detail.elt === viewer) attend(viewer, true); });
  attend(document, false);
})();
