// Runs before first paint: puts the chosen theme on the page, and remembers a press on Send until the lab is live.
'use strict';
try {
  const theme = localStorage.getItem('scim-lab-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // site data is blocked: the system's own theme stays
}
if (!/^#?\/?$/.test(location.hash)) document.documentElement.dataset.elsewhere = '';
document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-send-early]')) window.scimLabPressed = true;
});
document.addEventListener('keydown', (event) => {
  const early = document.querySelector('[data-send-early]');
  if (early && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) early.click();
});
