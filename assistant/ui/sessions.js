// The Sessions tab in the browser: a line of the notes lights up its words, a tag leads back, one bar narrows both.
// Loaded once with the page; it listens on the document, so that notes may be drawn anew at any time.
(() => {
  const all = (where, root = document) => [...root.querySelectorAll(where)];
  const transcript = () => document.getElementById('session-transcript');
  const turns = () => all('#session-transcript .rp-turn');
  const at = turn => turn.querySelector('.rp-at').textContent;
  let lit = [], groups = [], place = 0, from = null, returnTo = null;

  function dim() {
    lit.forEach(turn => turn.classList.remove('is-lit'));
    all('.rp-chosen').forEach(one => one.classList.remove('rp-chosen'));
    lit = []; groups = [];
  }

  function light(wanted, button) {
    dim();
    const indexes = new Set(wanted);
    lit = turns().filter(turn => indexes.has(turn.dataset.u));
    if (!lit.length) return;
    lit.forEach((turn, n) => {
      turn.hidden = false;
      turn.classList.add('is-lit');
      all('.rp-turn-fix', turn).forEach(one => { one.tabIndex = 0; });
      if (n && +turn.dataset.u === +lit[n - 1].dataset.u + 1) groups[groups.length - 1].push(turn);
      else groups.push([turn]);
    });
    from = button;
    button.classList.add('rp-chosen');
    transcript().classList.add('is-over');
    show(0);
  }

  function show(which) {
    place = Math.min(Math.max(which, 0), groups.length - 1);
    const turn = groups[place][0];
    const said = groups.length > 1 ? `Passage ${place + 1} of ${groups.length}, at ${at(turn)}.` : `At ${at(turn)}.`;
    const many = lit.length > 1 ? ` ${lit.length} turns are marked.` : '';
    transcript().querySelector('.rp-lit').textContent = said + many;
    all('.rp-step', transcript()).forEach(step => {
      const by = step.dataset.step;
      step.hidden = by !== 'back' && groups.length < 2;
      step.disabled = (by === '-1' && place === 0) || (by === '1' && place === groups.length - 1);
    });
    reach(turn);
    turn.focus({preventScroll: true});
  }

  // Twice: turns that were never drawn have a guessed height, and the first scroll draws them.
  function reach(turn) {
    const region = transcript().querySelector('.rp-turns');
    const go = () => {
      region.scrollTop += turn.getBoundingClientRect().top - region.getBoundingClientRect().top - 12;
    };
    go();
    requestAnimationFrame(() => { go(); requestAnimationFrame(go); });
    const box = transcript().getBoundingClientRect();
    const chosen = from.getBoundingClientRect();
    if (getComputedStyle(transcript()).position === 'fixed') {
      if (chosen.bottom > box.top || chosen.top < 0) scrollBy({top: chosen.bottom - box.top + 24});
    } else if (box.top > innerHeight - 160 || box.bottom < 160) transcript().scrollIntoView({block: 'nearest'});
  }

  function back() {
    transcript().classList.remove('is-over');
    if (from && from.isConnected) from.focus();
  }

  // How long the notes are is the reader's choice in this browser; the words stay where they are.
  const whole = document.documentElement.dataset;
  const LENGTHS = ['brief', 'standard', 'detailed'];
  function chooseLength(length) {
    whole.notesLength = LENGTHS.includes(length) ? length : 'standard';
    try { localStorage.setItem('rapport-notes-length', whole.notesLength); } catch { /* not kept */ }
    pressLength();
  }
  function pressLength() {
    all('.rp-length').forEach(one => one.setAttribute('aria-pressed', String(one.dataset.length === whole.notesLength)));
  }
  try { whole.notesLength = localStorage.getItem('rapport-notes-length') || 'standard'; } catch { whole.notesLength = 'standard'; }

  function toLine(key) {
    const line = document.getElementById(`rp-line-${key}`);
    if (!line) return;
    const least = line.dataset.least;
    if (LENGTHS.indexOf(least) > LENGTHS.indexOf(whole.notesLength)) chooseLength(least);
    transcript().classList.remove('is-over');
    for (let one = line; one && one.id !== 'session-notes'; one = one.parentElement) {
      one.hidden = false;
      if (one.tagName === 'DETAILS') one.open = true;
    }
    line.scrollIntoView({block: 'center'});
    line.focus({preventScroll: true});
    line.classList.add('is-lit');
    setTimeout(() => line.classList.remove('is-lit'), 2500);
  }

  // Text is put in as text, never as markup.
  function markWords(turn, pattern) {
    const box = turn.querySelector('.rp-words');
    const text = box.textContent;
    if (!pattern) { if (box.firstElementChild) box.textContent = text; return; }
    const parts = [];
    let end = 0;
    for (const hit of text.matchAll(pattern)) {
      const mark = document.createElement('mark');
      mark.textContent = hit[0];
      parts.push(text.slice(end, hit.index), mark);
      end = hit.index + hit[0].length;
    }
    box.replaceChildren(...parts, text.slice(end));
  }

  const escaped = word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

  function sift() {
    const form = document.querySelector('.rp-filter');
    if (!form) return;
    const {words, who, kind} = Object.fromEntries(new FormData(form));
    const tokens = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const says = text => tokens.every(word => text.toLowerCase().includes(word));
    const pattern = tokens.length ? new RegExp(tokens.map(escaped).join('|'), 'giu') : null;
    const seen = {turns: 0, lines: 0};
    const everyTurn = turns(), everyLine = all('#session-notes .rp-line');
    for (const turn of everyTurn) {
      const fits = (!who || turn.dataset.who === who) && (!kind || turn.dataset.kinds.split(' ').includes(kind))
        && says(turn.querySelector('.rp-words').textContent);
      turn.hidden = !fits;
      markWords(turn, fits ? pattern : null);
      seen.turns += fits;
    }
    for (const line of everyLine) {
      const fits = (!who || line.dataset.who.split('|').includes(who)) && (!kind || line.dataset.kind === kind)
        && says(line.querySelector('.rp-line-text').textContent);
      line.hidden = !fits;
      seen.lines += fits;
    }
    const active = Boolean(tokens.length || who || kind);
    if (active) whole.sifting = ''; else delete whole.sifting;
    for (const part of all('#session-notes :is(.rp-topic, .rp-notes)')) {
      part.hidden = active && !part.querySelector('.rp-line:not([hidden])');
    }
    const of = (some, every, noun) => `${some.toLocaleString('en')} of ${every.toLocaleString('en')} ${noun}`;
    const none = 'Nothing here was said like that. Try one word, or clear the filter.';
    form.querySelector('.rp-found').textContent = !active ? ''
      : seen.turns + seen.lines ? `${of(seen.turns, everyTurn.length, 'turns')}, ${of(seen.lines, everyLine.length, 'lines of the notes')}` : none;
  }

  // A fold that the reader opened stays so when the notes are drawn anew, until its form is sent or another session is opened.
  const folds = new Map();
  const shown = () => document.querySelector('#session-head h2')?.textContent;
  document.addEventListener('click', event => {
    const fold = event.target.closest('summary')?.parentElement;
    if (fold?.id) folds.set(fold.id, [shown(), !fold.open]);
  });
  document.addEventListener('submit', event => folds.delete(event.target.closest('details')?.id));
  function unfold() {
    for (const [id, [session, open]] of folds) {
      const fold = document.getElementById(id);
      if (fold && session === shown()) fold.open = open;
    }
  }

  function refresh() {
    unfold();
    pressLength();
    sift();
    dim();
    for (const tag of all('.rp-tag')) tag.hidden = !document.getElementById(`rp-line-${tag.dataset.line}`);
    if (!returnTo) return;
    const line = document.getElementById(`rp-line-${returnTo}`);
    const target = line ? line.querySelector('.rp-tick, .rp-cite') || line : document.querySelector('#session-notes summary');
    returnTo = null;
    if (target) target.focus({preventScroll: true});
  }

  document.addEventListener('click', event => {
    const hit = event.target.closest('[data-ev], [data-line], [data-step], [data-length], #session-notes [data-do]');
    if (!hit || !transcript()) return;
    if (hit.dataset.length) chooseLength(hit.dataset.length);
    else if (hit.dataset.ev !== undefined) light(hit.dataset.ev.split(' '), hit);
    else if (hit.dataset.line) toLine(hit.dataset.line);
    else if (hit.dataset.step === 'back') back();
    else if (hit.dataset.step) show(place + +hit.dataset.step);
    else if (hit.dataset.key) returnTo = hit.dataset.key;
  });
  document.addEventListener('submit', event => {
    if (event.target.matches('#session-notes form')) returnTo = event.target.dataset.key || 'new';
    if (!event.target.matches('.rp-filter')) return;
    event.preventDefault();
    const found = turns().filter(turn => !turn.hidden).map(turn => turn.dataset.u);
    if (found.length) light(found, event.target.querySelector('input'));
  });
  // A form that is sent as soon as something in it is chosen says what that was, so that it keeps the focus.
  document.addEventListener('change', event => {
    const form = event.target.closest('form[data-send]');
    if (!form || !event.target.name) return;
    form.dataset.changed = event.target.name;
    form.requestSubmit();
  });
  document.addEventListener('click', async event => {
    const copy = event.target.closest('[data-copy]');
    if (!copy) return;
    const field = document.getElementById(copy.dataset.copy);
    try { await navigator.clipboard.writeText(field.value); } catch { field.select(); document.execCommand('copy'); }
    const words = copy.textContent;
    copy.textContent = 'Copied ✓';
    copy.setAttribute('role', 'status');
    setTimeout(() => { copy.textContent = words; copy.removeAttribute('role'); }, 2000);
  });
  let wait = 0;
  document.addEventListener('input', event => {
    if (!event.target.closest('.rp-filter')) return;
    clearTimeout(wait);
    wait = setTimeout(sift, 120);
  });
  document.addEventListener('reset', event => { if (event.target.matches('.rp-filter')) setTimeout(sift); });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && event.target.closest('#session-transcript')) back();
  });
  // A list that is drawn anew while notes are made gives the focus back to the button that had it.
  let held = null;
  document.addEventListener('focusin', event => {
    const own = event.target.closest('#session-list [data-do], #session-job [data-do]');
    held = own ? {...own.dataset, root: own.closest('.block').id} : null;
  });
  function keepFocus() {
    if (!held || document.activeElement !== document.body) return;
    const again = all(`#${held.root} [data-do="${held.do}"]`).find(one => one.dataset.id === held.id);
    if (again) again.focus({preventScroll: true});
  }
  // The notes are drawn a moment after the heading; "@12" is a turn, anything else a line of the notes.
  const goTo = (key, tries = 20) => {
    const said = key.startsWith('@') && document.getElementById(`rp-u${key.slice(1)}`);
    if (said) light([key.slice(1)], document.querySelector('#session-head [data-goto]') || said);
    else if (document.getElementById(`rp-line-${key}`)) toLine(key);
    else if (tries) setTimeout(() => goTo(key, tries - 1), 50);
  };
  window.rapportSession = {
    goTo,
    refresh: () => requestAnimationFrame(refresh),
    keepFocus: () => requestAnimationFrame(keepFocus),
  };
})();
