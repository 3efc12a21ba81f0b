import { csrfToken } from '../api/csrf.ts';

/** Leaves the app by posting a form to a page of the server, as a form in the page would. */
export function postForm(path: string, fields: Readonly<Record<string, string>>): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = path;
  for (const [name, value] of Object.entries({ ...fields, csrf: csrfToken() })) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
