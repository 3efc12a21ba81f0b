/**
 * mail/: messages in words and on their way. Owns: the words of every mail and text message in each
 * language, their text and HTML, MIME, the SMTP transport, the folder that stands for it, and the
 * hook for text messages. Does not own: which messages there are (base/mail.ts), when one is queued,
 * tried again or given up (domain/mail). Neighbours: compose builds a transport and drives it.
 */
export { prepareFolder, putIntoFolder, readFromFolder, removeOldMails } from './folder.ts';
export { composeMail } from './mime.ts';
export { type ReadMail, readMail } from './read-mail.ts';
export { renderMail, renderText } from './render.ts';
export { senderOf } from './sender.ts';
export { sendBySmtp } from './smtp.ts';
export { readSmtpSettings, type SmtpServer } from './smtp-settings.ts';
export { hookSignature, postText, type TextHook } from './text-hook.ts';
