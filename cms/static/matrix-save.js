/* Each tick in the coverage table is saved at once. Without scripts the button below the table saves them all. */
(() => {
  const form = document.getElementById('matrix');
  if (!form || !window.htmx) return;
  form.querySelectorAll('[data-without-scripts]').forEach(part => part.remove());
  const isTick = box => box.matches && box.matches('.mx__c input');
  const problem = form.querySelector('.mx-problem');

  /* A form's key counts once; every tick is a form of its own. */
  form.addEventListener('htmx:configRequest', e => {
    if (isTick(e.detail.elt)) e.detail.parameters.once = crypto.randomUUID();
  });

  /* Someone who thinks better of it, or a save that did not happen: the tick goes back to what is saved. */
  const putBack = box => { box.checked = !box.checked; };
  form.addEventListener('htmx:confirm', e => {
    if (!isTick(e.detail.elt) || !e.detail.question) return;
    e.preventDefault();
    if (window.confirm(e.detail.question)) e.detail.issueRequest(true); else putBack(e.detail.elt);
  });
  form.addEventListener('htmx:beforeSwap', e => { if (isTick(e.detail.elt || e.target) && e.detail.xhr.status === 422) e.detail.shouldSwap = false; });
  form.addEventListener('htmx:afterRequest', e => {
    const box = e.detail.elt;
    if (!isTick(box)) return;
    if (e.detail.successful) {
      problem.textContent = '';
      const row = box.closest('.mx__r');
      row.classList.toggle('is-gap', !row.querySelector('.mx__c input:checked'));
    } else {
      putBack(box);
      problem.textContent = problem.dataset.problem;
    }
  });
})();
