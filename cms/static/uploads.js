/* Files of a form go in pieces, by the tus protocol: each on its own, with progress, pause, and going on after a lost
   signal or a closed tab. Without this script the same field sends them with the form. One field with one list; or, where
   someone answers many questions aloud, a field for each ([data-about]), its list beside it. */
(() => {
  const zone = document.querySelector('[data-uploads]');
  const fields = zone ? [...document.querySelectorAll(zone.dataset.field ? `#${zone.dataset.field}` : '[data-about]')] : [];
  if (!fields.length || !window.tus || !tus.isSupported) return;
  const form = fields[0].form, words = zone.dataset;
  const listOf = field => document.getElementById(`${field.id}_list`) || document.querySelector('[data-upload-list]');
  const about = field => field.dataset.about || '', rowOf = code => form.querySelector(`[data-upload-list] [data-code="${code}"]`);
  const pattern = document.querySelector('[data-upload-row]');
  const live = document.querySelector('[data-upload-told]');
  const address = new URL(words.uploads, location.href).pathname;
  const SMALLEST = 256 * 1024, LARGEST = 64 * 1024 * 1024, A_WHILE = 4000, AT_ONCE = 2;
  const QUIET = 30000;  // a line that says nothing for so long is dead, whatever the browser believes
  let token = form.elements.csrfmiddlewaretoken.value, unfinished = [], holding = null, saving = false;
  const going = new Set(), sent = new WeakSet();

  const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_all, name) => facts[name]);
  const say = sentence => { live.textContent = ''; setTimeout(() => { live.textContent = sentence; }, 50); };
  const sized = bytes => {
    const units = words.units.split(',');
    let place = 0;
    while (bytes >= 1024 && place < units.length - 1) { bytes /= 1024; place += 1; }
    return `${bytes.toFixed(bytes < 10 && place > 1 ? 1 : 0)} ${units[place]}`;
  };

  /* --- what the site knows --- */
  const ask = async (url, options = {}) => {
    const answer = await fetch(url, { headers: { 'X-CSRFToken': token, 'Tus-Resumable': '1.0.0' }, ...options });
    if (answer.redirected || (words.byLink && [403, 404].includes(answer.status))) throw new Error('signed out');
    return answer;
  };
  const refresh = async () => {
    const known = await (await ask(address)).json();
    token = form.elements.csrfmiddlewaretoken.value = known.token;
    const room = form.querySelector('[data-room]');
    if (room) room.textContent = fill(room.dataset.room, known.room);
    if (room) room.hidden = false;
    unfinished = known.uploads.filter(upload => upload.state === 'receiving');
    return known;
  };

  /* --- one file --- */
  class Sending {
    constructor(file, field, code) {
      this.file = file;
      this.field = field;
      this.row = pattern.content.firstElementChild.cloneNode(true);
      if (code) this.row.dataset.code = code;
      this.part('name').textContent = file.name;
      this.row.querySelectorAll('[data-which]').forEach(which => { which.textContent = `: ${file.name}`; });
      this.bar = this.row.querySelector('progress');
      this.bar.setAttribute('aria-label', file.name);
      this.part('pause').addEventListener('click', () => this.pause());
      this.part('go').addEventListener('click', () => this.go());
      this.part('remove').addEventListener('click', () => this.remove());
      listOf(field).append(this.row);
      this.row.closest('details')?.setAttribute('open', '');
      if (!code) sent.add(this.row);
      this.show(words.queued, sized(file.size));
    }

    part(name) { return this.row.querySelector(`[data-${name}]`); }

    show(state, how, why = '') {
      this.part('said').textContent = state;
      this.part('how').textContent = how;
      this.part('why').textContent = why;
      this.part('why').hidden = !why;
    }

    buttons(stands) {
      this.part('pause').hidden = stands !== 'going';
      this.part('go').hidden = stands !== 'stopped';
    }

    async begin() {
      going.add(this);
      this.half = false;
      this.buttons('going');
      if (words.onlySound && this.file.type && !/^(audio|video)\//.test(this.file.type)) { this.refused(words.onlySound); return; }
      const upload = this.upload = new tus.Upload(this.file, {
        endpoint: address,
        metadata: { filename: this.file.name, filetype: this.file.type, about: about(this.field) },
        chunkSize: 2 * SMALLEST,
        retryDelays: [],  // we wait ourselves, and say so at once
        removeFingerprintOnSuccess: true,
        storeFingerprintForResuming: !words.byLink,  // what opens something by itself is kept in no browser
        onBeforeRequest: request => { request.setHeader('X-CSRFToken', token); this.since = performance.now(); },
        onProgress: (done, all) => this.progress(done, all),
        onChunkComplete: size => this.fit(size),
        onError: error => this.lost(error),
        onSuccess: () => this.whole(),
      });
      const before = words.byLink ? [] : await upload.findPreviousUploads();
      if (before.length) upload.resumeFromPreviousUpload(before[0]);
      else upload.url = await this.begunBefore();
      say(fill(words.toldBegun, { name: this.file.name }));
      if (!this.gone) upload.start();
    }

    /* The browser forgot (another browser, or a log-out): the same name and size, and the same beginning. */
    async begunBefore() {
      const { name, size } = this.file;
      const same = u => u.name === name && u.size === size && String(u.about || '') === about(this.field);
      for (const known of unfinished.filter(u => same(u) && u.received && !busy(u.code))) {
        const told = await ask(known.url).then(answer => answer.json(), () => null);
        if (told && told.start && told.start.sha256 === await hashed(this.file.slice(0, told.start.size))) {
          drop(rowOf(known.code));
          return known.url;
        }
      }
      return null;
    }

    /* Pieces of a few seconds each: a weak line loses little, a strong one is not held up. */
    fit(size) {
      const took = Math.max(performance.now() - this.since, 20);
      const wanted = Math.min(size * A_WHILE / took, this.upload.options.chunkSize * 4);
      this.upload.options.chunkSize = Math.round(Math.min(LARGEST, Math.max(SMALLEST, wanted)));
      this.tries = 0;
    }

    progress(done, all) {
      this.moved = Date.now();
      const percent = Math.floor(100 * done / all);
      this.bar.value = percent;
      this.show(done < all ? fill(words.percent, { percent }) : words.looked, fill(words.left, { done: sized(done), all: sized(all) }));
      if (percent >= 50 && percent < 100 && !this.half && all > 16 * LARGEST / 64) {
        this.half = true;
        say(fill(words.toldHalf, { name: this.file.name, percent }));
      }
    }

    pause() {
      this.upload.abort();
      clearTimeout(this.later);
      this.stopped(words.paused, '');
      this.part('go').focus();
    }

    go() {
      this.buttons('going');
      going.add(this);
      this.row.classList.remove('up--bad');
      this.show(words.going, this.part('how').textContent);
      refresh().catch(() => {}).then(() => this.upload.start());
    }

    stopped(state, why) {
      going.delete(this);
      this.buttons('stopped');
      this.show(state, this.part('how').textContent, why);
      next();
    }

    /* The sender was lost, or the site said no: the first waits and carries on, the second is said. */
    lost(error) {
      const answer = error.originalResponse, status = answer ? answer.getStatus() : 0;
      const at = answer ? answer.getUnderlyingObject().responseURL : '';
      if (at && !new URL(at).pathname.startsWith(address) || (words.byLink && [403, 404].includes(status))) this.stopped(words.paused, words.out);
      else if ([413, 422].includes(status)) this.refused(answer.getBody());
      else if (status === 507) this.stopped(words.paused, answer.getBody());
      else if (status === 410) { this.upload.url = null; this.wait(0); }
      else this.wait(status);
    }

    listen() {
      if (this.moved && Date.now() - this.moved > QUIET) {
        this.moved = 0;
        Promise.resolve(this.upload.abort()).catch(() => {}).then(() => this.wait(0));
      }
    }

    wait(status) {
      this.moved = 0;
      this.tries = (this.tries || 0) + 1;
      if (status === 0) this.show(words.waiting, this.part('how').textContent, words.carriesOn);
      if (status === 0 && this.tries === 1) say(fill(words.toldWaits, { name: this.file.name }));
      clearTimeout(this.later);
      this.later = setTimeout(() => this.onward(), Math.min(30000, 500 * 2 ** this.tries));
    }

    onward() {
      if (!this.gone && going.has(this)) refresh().then(() => this.upload.start(), error => {
        if (error.message === 'signed out') this.stopped(words.paused, words.out);
        else this.wait(0);
      });
    }

    async whole() {
      this.show(words.looked, sized(this.file.size));
      const told = await ask(new URL(this.upload.url, location.href)).then(answer => answer.json()).catch(() => null);
      if (!told || told.state === 'receiving') return this.wait(0);
      if (told.state === 'refused') return this.refused(told.trouble);
      if (words.onlySound && !told.is_sound) {
        ask(told.url, { method: 'DELETE' }).catch(() => {});
        return this.refused(words.onlySound);
      }
      return this.arrived(told);
    }

    arrived(told) {
      going.delete(this);
      this.row.dataset.code = told.code;
      this.part('state').remove();
      this.bar.remove();
      this.part('arrived').hidden = false;
      this.part('name').textContent = told.name;
      this.part('how').textContent = told.in_words;
      this.part('why').hidden = true;
      const goes = this.row.querySelector('.up__goes'), box = goes && goes.querySelector('input');
      if (box) {
        goes.hidden = box.disabled = false;
        box.checked = true;
        box.value = told.code;
      }
      this.buttons('arrived');
      this.row.dispatchEvent(new Event('change', { bubbles: true }));
      say(fill(words.toldDone, { name: told.name }));
      next();
    }

    refused(sentence) {
      going.delete(this);
      this.row.classList.add('up--bad');
      this.buttons('refused');
      this.bar.remove();
      this.show(words.refused, sized(this.file.size), sentence);
      say(sentence);
      next();
    }

    remove() {
      this.gone = true;
      going.delete(this);
      clearTimeout(this.later);
      if (this.upload) {
        const url = this.upload.url;
        Promise.resolve(this.upload.abort()).catch(() => {}).then(() => url && ask(url, { method: 'DELETE' })).catch(() => {});
      }
      taken(this.row, this.file.name, this.field);
      next();
    }
  }

  const hashed = async blob => {
    if (!crypto.subtle) return '';
    const found = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
    return [...found].map(byte => byte.toString(16).padStart(2, '0')).join('');
  };

  /* --- all of them --- */
  const queue = [];
  const busy = code => [...going].some(sending => sending.upload && (sending.upload.url || '').includes(`/${code}/`));
  const add = (files, field = fields[0]) => { [...files].forEach(file => queue.push(new Sending(file, field))); next(); };
  const under_way = () => going.size + queue.filter(sending => !sending.gone).length;
  const next = () => {
    while (queue.length && going.size < AT_ONCE) { const sending = queue.shift(); if (!sending.gone) sending.begin(); }
    if (!under_way() && holding) save(holding.pressed);
  };
  const drop = row => row && row.remove();
  const taken = (row, name, field = fields[0]) => {
    const beside = row.nextElementSibling || row.previousElementSibling;
    (beside ? beside.querySelector('[data-remove]') : field).focus();
    row.remove();
    say(fill(words.toldGone, { name }));
    form.dispatchEvent(new Event('change', { bubbles: true }));
  };

  fields.forEach(field => field.addEventListener('change', () => { add(field.files, field); field.value = ''; }));
  if (fields.length === 1 && zone.dataset.field) {
    ['dragenter', 'dragover'].forEach(name => form.addEventListener(name, e => {
      if (![...e.dataTransfer.types].includes('Files')) return;
      e.preventDefault();
      fields[0].closest('.drop').classList.add('is-over');
    }));
    ['dragleave', 'drop'].forEach(name => form.addEventListener(name, e => {
      if (name === 'drop' || !form.contains(e.relatedTarget)) fields[0].closest('.drop').classList.remove('is-over');
    }));
    form.addEventListener('drop', e => { if (e.dataTransfer.files.length) { e.preventDefault(); add(e.dataTransfer.files); } });
    document.addEventListener('paste', e => {
      const files = e.clipboardData && e.clipboardData.files;
      if (files && files.length) { e.preventDefault(); add(files); }
    });
  }
  setInterval(() => going.forEach(sending => sending.listen()), 5000);
  addEventListener('online', () => going.forEach(sending => { if (sending.later) { clearTimeout(sending.later); sending.onward(); } }));
  addEventListener('beforeunload', e => { if (under_way() && !saving) e.preventDefault(); });

  form.addEventListener('click', e => {  // those the page came with, and those of another day
    const row = e.target.closest('[data-upload-list] [data-remove]') && e.target.closest('[data-code]');
    if (!row || sent.has(row)) return;
    const name = row.querySelector('[data-name]').textContent;
    ask(`${address}${row.dataset.code}/`, { method: 'DELETE' }).then(() => { if (row.isConnected) taken(row, name); }, () => {});
  });

  /* Saving waits for what is on its way, unless someone would rather not. */
  const save = pressed => { holding = null; saving = true; form.requestSubmit(pressed || undefined); };
  form.addEventListener('submit', e => {
    if (saving || !under_way() || (e.submitter && e.submitter.formAction.endsWith('/forget'))) { saving = true; return; }
    e.preventDefault();
    if (holding) return;
    holding = document.createElement('p');
    holding.pressed = e.submitter;
    holding.className = 'saved holding';
    holding.setAttribute('role', 'status');
    form.querySelector('.actionbar').after(holding);
    holding.append(words.holding);
    if (!words.holdingNow) return;
    const now = document.createElement('button');
    now.type = 'button';
    now.className = 'btn btn--second btn--s';
    now.textContent = words.holdingNow;
    now.addEventListener('click', () => save(e.submitter));
    holding.append(now);
  });

  /* What a closed tab left half way. */
  refresh().then(() => unfinished.forEach(upload => {
    if (rowOf(upload.code) || busy(upload.code)) return;
    const field = fields.find(one => about(one) === String(upload.about || '')) || fields[0];
    const waits = new Sending({ name: upload.name, size: upload.size }, field, upload.code);
    const percent = Math.floor(100 * upload.received / upload.size);
    waits.bar.value = percent;
    waits.buttons('left');
    waits.remove = () => {};  // the list does it
    waits.show(fill(words.percent, { percent }), fill(words.left, { done: sized(upload.received), all: sized(upload.size) }), words.again);
  }), () => {});
})();
