export type { Outbox } from './outbox.ts';
export { type QueuedMail, type QueuedText, queueMail, queueText } from './queue.ts';
