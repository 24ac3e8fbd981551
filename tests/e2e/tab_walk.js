// Watches where Tab leads: one entry of `walk.stops` for each element that a released Tab key leaves focused, with its
// place on the page and whether it looks different while it has the focus. `walk.round` once Tab has left the main part;
// `walk.ended()` waits until all but the last stop have been seen without the focus.
() => {
  const still = document.createElement('style');
  still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important }';
  document.head.append(still);
  const STYLES = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderTopColor', 'borderBottomColor',
                  'backgroundColor', 'color'];
  const main = document.querySelector('[data-testid=stMain]');
  const stops = [];
  window.walk?.listening.abort();  // an earlier walk of this page
  window.walk = {stops, round: false, pending: 0, listening: new AbortController()};
  document.body.tabIndex = -1;  // so that the first Tab leads to the first stop, wherever the focus was
  document.body.focus();
  document.body.removeAttribute('tabindex');

  const look = (element) => {  // its own, and that of the frames drawn around it; a grid paints its focus itself
    if (element.tagName === 'CANVAS') return element.toDataURL();
    const seen = [];
    for (let each = element, up = 0; each && up < 4; each = each.parentElement, up++)
      for (const part of [null, '::before', '::after'])
        seen.push(...STYLES.map(name => getComputedStyle(each, part)[name]));
    return seen.join();
  };
  const words = (element) => (element.getAttribute('aria-label') || element.innerText || element.tagName)
    .trim().replace(/\s+/g, ' ').slice(0, 60);
  const region = (element) => element.closest('[data-testid=stSidebar]') ? 'nav' : main.contains(element) ? 'main' : 'top';

  document.addEventListener('keyup', ({key}) => {
    const focus = document.activeElement, element = focus.closest('canvas') ?? focus;  // a cell lies inside its grid
    if (key !== 'Tab' || window.walk.round || element === document.body) return;
    const wasInMain = stops.some(stop => stop.region === 'main');
    if (wasInMain && region(element) !== 'main') { window.walk.round = true; return; }
    if (stops.length && element === stops.at(-1).element) return;  // the next cell of the same grid
    const box = element.getBoundingClientRect(), focused = look(element);
    const stop = {element, name: words(element), region: region(element), left: box.left,
                  top: box.top + main.scrollTop, bottom: box.bottom + main.scrollTop,
                  shown: box.bottom > 0 && box.top < innerHeight, marked: true};
    stops.push(stop);
    element.addEventListener('focusout', () => {
      const last = look(element);  // React may have drawn more since the key came up
      window.walk.pending++;
      const atRest = () => {
        stop.marked = [focused, last].some(each => each !== look(element));
        window.walk.pending--;
      };
      setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(atRest)), 100);
    }, {once: true});
  }, {signal: window.walk.listening.signal});

  window.walk.ended = () => new Promise(done => {
    const look = () => window.walk.pending ? setTimeout(look, 50) : done();
    look();
  });

  // What can be clicked and was never reached. In a group of choices Tab reaches one, and arrows the others.
  window.walk.missed = (everywhere) => {
    const GROUPS = '[role=radiogroup], [role=tablist], [role=toolbar]';
    const reached = new Set(stops.map(stop => stop.element));
    const groups = new Set(stops.map(stop => stop.element.closest(GROUPS)).filter(Boolean));
    const isThere = (element) => element.checkVisibility({visibilityProperty: true}) && !element.disabled
      && element.tabIndex >= 0 && element.getBoundingClientRect().width > 1;
    return [...document.querySelectorAll('a[href], button, input, select, summary, textarea, [role=button], [role=tab]')]
      .filter(each => (everywhere || main.contains(each)) && isThere(each) && !reached.has(each) && !groups.has(each.closest(GROUPS))).map(words);
  };
}
