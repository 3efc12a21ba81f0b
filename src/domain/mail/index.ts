export { findMessage, listMessages, type MessageSummary } from './list.ts';
export type { Outbox } from './outbox.ts';
export { type QueuedMail, type QueuedText, queueMail, queueText } from './queue.ts';
export { createWorker, type SendDue, type WorkerParts } from './worker.ts';
