/* Take a photo, record a voice or a film: what comes of it is put into a file field, as if it had been chosen there.
   On a phone its own camera does pictures and films. A page that uses it must let it: portfolios.views.keeping.may_record. */
(() => {
  document.querySelectorAll('[data-recorder]').forEach(ways => {
    const field = document.getElementById(ways.dataset.recorder);
    const panel = ways.querySelector('[data-panel]'), view = ways.querySelector('[data-view]');
    const [stop, snap, drop] = ['stop', 'snap', 'drop'].map(name => ways.querySelector(`[data-${name}]`));
    const time = ways.querySelector('[data-time]'), trouble = ways.querySelector('[data-trouble]');
    const names = ways.dataset.named.split(',');
    let stream = null, recorder = null, parts = [], clock = null, pressed = null, keep = false;

    const own = kind => {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = { photo: 'image/*', audio: 'audio/*', video: 'video/*' }[kind];
      input.setAttribute('capture', kind === 'audio' ? 'user' : 'environment');
      input.addEventListener('change', () => give([...input.files]));
      input.click();
    };
    const give = files => {
      const all = new DataTransfer();
      if (field.multiple) [...field.files].forEach(file => all.items.add(file));
      files.forEach(file => all.items.add(file));
      field.files = all.files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const called = (what, type) => {
      const now = new Date(), two = number => String(number).padStart(2, '0');
      const ending = { 'audio/webm': 'weba', 'video/webm': 'webm', 'audio/mp4': 'm4a', 'video/mp4': 'mp4', 'audio/ogg': 'ogg', 'image/jpeg': 'jpg' }[type] || 'webm';
      return `${names[what]} ${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}.${ending}`;
    };
    const put = (what, blob) => {
      const type = blob.type.split(';')[0];
      give([new File([blob], called(what, type), { type, lastModified: Date.now() })]);
    };
    const close = () => {
      clearInterval(clock);
      if (stream) stream.getTracks().forEach(track => track.stop());
      stream = recorder = null;
      view.srcObject = null;
      panel.hidden = true;
      if (pressed) pressed.focus();
    };
    const open = async kind => {
      trouble.textContent = '';
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: kind !== 'photo', video: kind === 'audio' ? false : { facingMode: 'environment' } });
      } catch (_no) {
        trouble.textContent = ways.dataset.no;
        return;
      }
      panel.hidden = false;
      view.hidden = kind === 'audio';
      stop.hidden = kind === 'photo';
      snap.hidden = kind !== 'photo';
      time.hidden = kind === 'photo';
      if (kind !== 'audio') { view.srcObject = stream; view.play(); }
      if (kind === 'photo') { snap.focus(); return; }
      record(kind);
      stop.focus();
    };
    const record = kind => {
      parts = [];
      keep = false;
      recorder = new MediaRecorder(stream);
      recorder.addEventListener('dataavailable', e => parts.push(e.data));
      recorder.addEventListener('stop', () => {
        const type = recorder.mimeType;
        if (keep) put(kind === 'audio' ? 0 : 1, new Blob(parts, { type }));
        close();
      });
      recorder.start(1000);
      const begun = Date.now();
      time.textContent = '0:00';
      clock = setInterval(() => {
        const seconds = Math.floor((Date.now() - begun) / 1000);
        time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      }, 500);
    };

    const has = navigator.mediaDevices && navigator.mediaDevices.getUserMedia && window.MediaRecorder;
    const isPhone = matchMedia('(pointer: coarse)').matches;
    ways.querySelectorAll('[data-record]').forEach(button => button.addEventListener('click', () => {
      if (stream) return;
      pressed = button;
      const kind = button.dataset.record;
      if (!has || (isPhone && kind !== 'audio')) own(kind); else open(kind);
    }));
    stop.addEventListener('click', () => { keep = true; recorder.stop(); });
    drop.addEventListener('click', () => { keep = false; if (recorder) recorder.stop(); else close(); });
    snap.addEventListener('click', () => {
      if (!view.videoWidth) return;  // nothing to be seen yet
      const picture = document.createElement('canvas');
      [picture.width, picture.height] = [view.videoWidth, view.videoHeight];
      picture.getContext('2d').drawImage(view, 0, 0);
      picture.toBlob(blob => { put(2, blob); close(); }, 'image/jpeg', 0.92);
    });
  });
})();
