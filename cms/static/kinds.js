/* The questions of the kind that is chosen, at once. Without it, "Show its questions" brings the page again. */
(() => {
  document.querySelectorAll('[data-short-forms]').forEach(forms => {
    const choice = forms.closest('form').querySelector('[data-kinds]');
    if (!choice) return;
    forms.querySelector('[data-show-questions]').remove();
    const show = () => forms.querySelectorAll('[data-kind]').forEach(form => { form.hidden = form.dataset.kind !== choice.value; });
    choice.addEventListener('change', show);
    show();
  });
})();
