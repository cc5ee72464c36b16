// Runs before first paint: puts the chosen theme on the page, and remembers a press on Send until the lab is live.
'use strict';
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('scim-lab-theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // site data is blocked: the system's own theme stays
  }
  // The HTML shows the start page; whoever comes for another one must not see it flash by.
  const show = () => delete root.dataset.elsewhere;
  if (!/^#?\/?$/.test(location.hash)) root.dataset.elsewhere = '';
  setTimeout(show, 8000); // should the lab not start at all, something has to be there

  const early = { pressed: false, stop };
  const press = (button) => {
    early.pressed = true;
    button.setAttribute('aria-busy', 'true');
  };
  function onClick(event) {
    const button = event.target.closest('[data-first-send]');
    if (button) press(button);
  }
  function onKey(event) {
    const button = document.querySelector('[data-first-send]');
    if (button && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) press(button);
  }
  function stop() {
    document.removeEventListener('click', onClick);
    document.removeEventListener('keydown', onKey);
    show();
  }
  document.addEventListener('click', onClick);
  document.addEventListener('keydown', onKey);
  window.scimLabEarly = early;
})();
