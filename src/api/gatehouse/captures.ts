import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  type Capture,
  findCapture,
  readBody,
  startCapture,
  stopCapture,
} from '../../domain/attempts/index.ts';
import { refuse } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';
import { attemptResource, captureResource } from './resources.ts';

const MINUTE = 60_000;
const DEFAULT_MINUTES = 60;

export const captures = {
  async GetCapturedBody({ AttemptId: id }, call) {
    await call.eventsWritten();
    const body = await readBody(call.work.read, call.bodies, call.account, id);
    if (body === undefined) throw refuse('ATT-004', { id });
    // Whoever read it is in the event history before it is answered.
    call.notes.durable = true;
    return { Body: body };
  },

  async GetCapture(_input, { work }) {
    const capture = await findCapture(work);
    return capture ? { Capture: shown(capture) } : {};
  },

  async StartCapture({ DurationMinutes = DEFAULT_MINUTES }, { work, principal }) {
    const endsAt = work.now + DurationMinutes * MINUTE;
    startCapture(work, principal.arn, endsAt);
    return { Capture: shown({ startedAt: work.now, endsAt, startedBy: principal.arn }) };
  },

  async StopCapture(_input, { work }) {
    stopCapture(work);
    return {};
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const capturesAccess = {
  GetCapturedBody: {
    resources: ({ AttemptId }, { account }) => [attemptResource(account, AttemptId)],
  },
  GetCapture: { resources: (_input, { account }) => [captureResource(account)] },
  StartCapture: { resources: (_input, { account }) => [captureResource(account)] },
  StopCapture: { resources: (_input, { account }) => [captureResource(account)] },
} satisfies Access<typeof captures>;

function shown({ startedAt, endsAt, startedBy }: Capture) {
  return { StartedAt: new Date(startedAt), EndsAt: new Date(endsAt), StartedBy: startedBy };
}
