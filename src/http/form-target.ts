import type { FastifyReply } from 'fastify';

const OWN_FORMS = /form-action 'self'/;

/**
 * Lets the forms of one page end at another origin as well. Browsers hold the policy of a page against
 * the redirects that its forms are answered with (CSP level 3, 6.4.1), and one from a form to an
 * application on the same computer would be stopped.
 *
 * @param origin such as `http://127.0.0.1:53037`; from a checked URL, never from the request as it is
 */
export function allowFormTarget(reply: FastifyReply, origin: string): void {
  const policy = String(reply.getHeader('content-security-policy'));
  if (!OWN_FORMS.test(policy)) throw new Error('the page has no policy of forms');
  reply.header(
    'content-security-policy',
    policy.replace(OWN_FORMS, `form-action 'self' ${origin}`),
  );
}
