import { attemptKinds } from '../../failures/attempt.ts';
import { answered, check, decision, failure, LANGUAGE, nothing } from './explanations.ts';
import {
  flag,
  listOf,
  type ModelledOperation,
  moment,
  one,
  required,
  sensitive,
  structure,
  text,
  texts,
  whole,
} from './schema.ts';

const summary = {
  AttemptId: required(text('Id of the attempt.')),
  RequestId: required(text('Id of the request, which its answer carried to the client.')),
  Time: required(moment('When it happened.')),
  Kind: required(text(`What was tried: ${attemptKinds.map((kind) => `\`${kind}\``).join(', ')}.`)),
  Outcome: required(text('`succeeded` or `refused`.')),
  Code: text('Code of the first check that failed.'),
  FailedCheck: text('Title of that check: what did not hold.'),
  Provider: text('ARN of the identity provider, or the issuer as the token names it.'),
  Subject: text('NameID or `sub`, once it was verified.'),
  RoleArn: text('The role that was asked for.'),
  SourceAddress: required(text('Address of the client.')),
  UserAgent: required(text('User-Agent of the client.')),
};

const attemptSummary = structure('AttemptSummary', summary);

const attempt = structure('Attempt', {
  ...summary,
  Checks: required(listOf(check, 'Everything that was looked at, in order.')),
  Failure: one(failure, 'What is wrong, when the attempt was refused.'),
  Answered: one(answered, 'The error that the client was answered.'),
  Decision: one(decision, 'The policy statement that decided about the role.'),
  Facts: required(texts('Further facts by name, such as the id of the assertion.')),
  BodyCaptured: required(flag('Whether GetCapturedBody answers the response or token.')),
});

const captureState = structure('CaptureState', {
  StartedAt: required(moment('Since when bodies are captured.')),
  EndsAt: required(moment('Until when, if nobody stops it before.')),
  StartedBy: required(text('Who turned it on.')),
});

/** Attempts and the capture of what was posted. */
export const attemptOperations = {
  ListAttempts: {
    about:
      'Lists attempts to sign in and to federate in the account, newest first. All filters that are given must hold. A page may be short and yet have a next one.',
    input: structure('ListAttemptsRequest', {
      RequestId: text('Only attempts of this request.'),
      Provider: text('Only of this provider ARN or issuer.'),
      Subject: text('Only of this NameID or `sub`.'),
      Code: text('Only with this failure code.'),
      Outcome: text('Only `succeeded` or only `refused` ones.'),
      Kind: text('Only of this kind.'),
      StartTime: moment('Only at this time or later.'),
      EndTime: moment('Only at this time or before.'),
      Language: LANGUAGE,
      MaxResults: whole('Attempts of a page, 1 to 100; 50 unless told.'),
      NextToken: text('Token of the page before.'),
    }),
    output: structure('ListAttemptsResponse', {
      Attempts: required(listOf(attemptSummary, 'The attempts.')),
      NextToken: text('Given when there is a next page.'),
    }),
    errors: ['InvalidNextTokenException'],
  },
  GetAttempt: {
    about: 'Answers one attempt with all of its checks, by its id or by the id of its request.',
    input: structure('GetAttemptRequest', {
      AttemptId: text('Id of the attempt.'),
      RequestId: text('Id of its request; of several attempts the newest is answered.'),
      Language: LANGUAGE,
    }),
    output: structure('GetAttemptResponse', {
      Attempt: required(one(attempt, 'The attempt.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
  GetCapturedBody: {
    about:
      'Answers the response or token that was captured with an attempt. Whoever has it can learn all that it says about its subject.',
    input: structure('GetCapturedBodyRequest', {
      AttemptId: required(text('Id of the attempt.')),
    }),
    output: structure('GetCapturedBodyResponse', {
      Body: sensitive(text('What was posted, as it came.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
  GetCapture: {
    about: 'Says whether bodies are captured in the account.',
    input: nothing('GetCaptureRequest'),
    output: structure('GetCaptureResponse', {
      Capture: one(captureState, 'Absent while nothing is captured.'),
    }),
    errors: [],
  },
  StartCapture: {
    about:
      'Captures responses and tokens with the attempts of the account for a limited time. Capture that is under way gets the new end.',
    input: structure('StartCaptureRequest', {
      DurationMinutes: whole('For how long, 1 to 1440 minutes; 60 unless told.'),
    }),
    output: structure('StartCaptureResponse', {
      Capture: required(one(captureState, 'What is on now.')),
    }),
    errors: [],
  },
  StopCapture: {
    about: 'Stops capturing. What was captured stays until its days are over.',
    input: nothing('StopCaptureRequest'),
    output: nothing('StopCaptureResponse'),
    errors: [],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
