/* Boxes over what nobody else should see: drawn with a mouse or pen, or tapped corner by corner.
   Each box is four number fields, which work without this. */
(() => {
  const form = document.querySelector('[data-redact]');
  if (!form) return;
  const total = form.querySelector('[name="form-TOTAL_FORMS"]');
  const fresh = form.querySelector('[data-box-new]');
  const undo = form.querySelector('[data-box-undo]');
  const drawn = [];
  const sides = ['left', 'top', 'width', 'height'];
  const field = (row, side) => row.querySelector(`[name$="-${side}"]`);
  const hold = value => Math.min(100, Math.max(0, value));

  const add = (section, box) => {
    const at = Number(total.value), holder = document.createElement('div');
    holder.innerHTML = fresh.innerHTML.replaceAll('__prefix__', at);
    const row = holder.firstElementChild;
    total.value = at + 1;
    field(row, 'page').value = section.dataset.page;
    if (box) sides.forEach((side, n) => { field(row, side).value = box[n].toFixed(2); });
    section.querySelector('[data-boxes]').append(row);
    drawn.push(row);
    show(section);
    return row;
  };

  const remove = row => {
    const section = row.closest('[data-page]');
    sides.forEach(side => { field(row, side).value = ''; });
    row.hidden = true;  /* its number stays taken: empty rows are no boxes */
    show(section);
  };

  const show = section => {
    const sheet = section.querySelector('[data-sheet]');
    sheet.querySelectorAll('.redact__box:not(.is-now)').forEach(old => old.remove());
    section.querySelectorAll('[data-box]').forEach(row => {
      const box = sides.map(side => parseFloat(field(row, side).value));
      if (!row.hidden && box.every(Number.isFinite)) sheet.append(cover(box));
    });
    undo.disabled = !drawn.some(row => !row.hidden);
  };

  const cover = (box, more = '') => {
    const piece = document.createElement('div');
    piece.className = `redact__box ${more}`;
    sides.forEach((side, n) => { piece.style[side] = `${box[n]}%`; });
    return piece;
  };

  const between = (a, b) => [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y)];

  form.querySelectorAll('[data-page]').forEach(section => {
    const sheet = section.querySelector('[data-sheet]'), picture = sheet.querySelector('img');
    let start = null, now = null, corner = null, last = '';
    const place = e => { const r = picture.getBoundingClientRect(); return { x: hold(100 * (e.clientX - r.left) / r.width), y: hold(100 * (e.clientY - r.top) / r.height) }; };
    const settle = (a, b) => { const box = between(a, b); if (box[2] > 0.4 && box[3] > 0.4) add(section, box); return box[2] > 0.4 && box[3] > 0.4; };
    const forget = () => { now?.remove(); corner?.remove(); start = now = corner = null; };

    sheet.addEventListener('pointerdown', e => {
      last = e.pointerType;
      if (e.pointerType === 'touch' || e.button) return;
      if (start && corner) return;  /* waiting for the second corner */
      e.preventDefault();
      start = place(e);
      sheet.setPointerCapture(e.pointerId);
    });
    sheet.addEventListener('pointermove', e => {
      if (!start || corner || e.pointerType === 'touch') return;
      now?.remove();
      now = cover(between(start, place(e)), 'is-now');
      sheet.append(now);
    });
    sheet.addEventListener('pointerup', e => {
      if (!start || corner || e.pointerType === 'touch') return;
      const end = place(e);
      if (settle(start, end)) forget(); else { now?.remove(); now = start = null; }
    });
    sheet.addEventListener('pointercancel', forget);
    /* Taps: one corner, then the other. Scrolling and zooming stay the browser’s. */
    sheet.addEventListener('click', e => {
      if (last !== 'touch') return;
      const here = place(e);
      if (start) { const from = start; forget(); settle(from, here); return; }
      start = here;
      corner = document.createElement('div');
      corner.className = 'redact__corner';
      corner.style.left = `${here.x}%`;
      corner.style.top = `${here.y}%`;
      sheet.append(corner);
    });
    section.addEventListener('input', () => show(section));
    section.addEventListener('click', e => {
      if (e.target.closest('[data-box-remove]')) { remove(e.target.closest('[data-box]')); section.querySelector('[data-box-add]').focus(); }
      if (e.target.closest('[data-box-add]')) { e.preventDefault(); field(add(section, [35, 40, 30, 20]), 'left').focus(); }
    });
    show(section);
  });

  undo.addEventListener('click', () => {
    const last = drawn.findLast(row => !row.hidden);
    if (last) remove(last);
  });
})();
