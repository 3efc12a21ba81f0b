import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { accountOf, isSessionName, parseRolePair, parseSessionDuration } from './aws-attributes.ts';
import type { ResponseSubject } from './subject.ts';
import { shown, shownList } from './text.ts';
import type { RolePair } from './types.ts';

type ResponseCheck = Check<ResponseSubject>;

const PAIR = 'arn:aws:iam::ACCOUNT:role/NAME,arn:aws:iam::ACCOUNT:saml-provider/NAME';

export const rolesArePresent: ResponseCheck = {
  name: 'rolesArePresent',
  code: 'SAML-070',
  run({ aws }) {
    return aws.roleValues.length > 0 ? undefined : failure('SAML-070', {});
  },
  describe({ aws, attributes }) {
    const names = shownList([...attributes.keys()], 'no attributes');
    const count = aws.roleValues.length;
    return {
      expected: 'https://aws.amazon.com/SAML/Attributes/Role',
      received: count > 0 ? `${count} values` : names,
    };
  },
};

export const rolesArePairs: ResponseCheck = {
  name: 'rolesArePairs',
  code: 'SAML-071',
  run({ aws }) {
    const value = aws.roleValues.find((each) => !parseRolePair(each));
    return value === undefined ? undefined : failure('SAML-071', { value: shown(value) });
  },
  describe({ aws }) {
    return { expected: PAIR, received: shownList(aws.roleValues) };
  },
};

/** The pair that is asked for, or all that are offered while nobody has chosen. */
function concerned({ aws, input }: ResponseSubject): readonly RolePair[] {
  return input.pair ? [input.pair] : aws.pairs;
}

function pairText({ roleArn, providerArn }: RolePair): string {
  return `${roleArn},${providerArn}`;
}

export const pairsAreOfOneAccount: ResponseCheck = {
  name: 'pairsAreOfOneAccount',
  code: 'SAML-072',
  run(subject) {
    const mixed = concerned(subject).find(
      ({ roleArn, providerArn }) => accountOf(roleArn) !== accountOf(providerArn),
    );
    if (!mixed) return undefined;
    return failure('SAML-072', {
      roleArn: shown(mixed.roleArn),
      providerArn: shown(mixed.providerArn),
    });
  },
  describe(subject) {
    return {
      expected: 'one account for the role and its provider',
      received: shownList(concerned(subject).map(pairText)),
    };
  },
};

export const pairIsOffered: ResponseCheck = {
  name: 'pairIsOffered',
  code: 'SAML-073',
  run({ aws, input }) {
    const { pair } = input;
    if (!pair) return undefined;
    const offered = aws.pairs;
    if (offered.some((each) => pairText(each) === pairText(pair))) return undefined;
    return failure('SAML-073', {
      roleArn: shown(pair.roleArn),
      providerArn: shown(pair.providerArn),
      offered: shownList(offered.map(pairText)),
    });
  },
  describe({ aws, input }) {
    return {
      expected: input.pair ? shown(pairText(input.pair)) : 'no pair was asked for',
      received: shownList(aws.pairs.map(pairText)),
    };
  },
};

export const sessionNameIsPresent: ResponseCheck = {
  name: 'sessionNameIsPresent',
  code: 'SAML-074',
  run({ aws }) {
    return aws.sessionNames.length > 0 ? undefined : failure('SAML-074', {});
  },
  describe({ aws, attributes }) {
    const count = aws.sessionNames.length;
    return {
      expected: 'https://aws.amazon.com/SAML/Attributes/RoleSessionName',
      received: count > 0 ? 'present' : shownList([...attributes.keys()], 'no attributes'),
    };
  },
};

/** The only value of an attribute, when it is as it has to be. */
function isOne(values: readonly string[], isValid: (value: string) => boolean): boolean {
  const [value, second] = values;
  return value !== undefined && second === undefined && isValid(value);
}

export const sessionNameIsValid: ResponseCheck = {
  name: 'sessionNameIsValid',
  code: 'SAML-075',
  run({ aws }) {
    const values = aws.sessionNames;
    return isOne(values, isSessionName)
      ? undefined
      : failure('SAML-075', { value: shownList(values) });
  },
  describe({ aws }) {
    return {
      expected: 'one value that matches [a-zA-Z_0-9+=,.@-]{2,64}',
      received: shownList(aws.sessionNames),
    };
  },
};

export const sessionDurationIsValid: ResponseCheck = {
  name: 'sessionDurationIsValid',
  code: 'SAML-076',
  run({ aws }) {
    const values = aws.sessionDurations;
    const isValid = isOne(values, (value) => parseSessionDuration(value) !== undefined);
    if (values.length === 0 || isValid) return undefined;
    return failure('SAML-076', { value: shownList(values) });
  },
  describe({ aws }) {
    return {
      expected: 'none, or a whole number from 900 to 43200',
      received: shownList(aws.sessionDurations),
    };
  },
};

export const sourceIdentityIsValid: ResponseCheck = {
  name: 'sourceIdentityIsValid',
  code: 'SAML-082',
  run({ aws }) {
    const values = aws.sourceIdentities;
    if (values.length === 0 || isOne(values, isSessionName)) return undefined;
    return failure('SAML-082', { value: shownList(values) });
  },
  describe({ aws }) {
    return {
      expected: 'none, or one value that matches [a-zA-Z_0-9+=,.@-]{2,64}',
      received: shownList(aws.sourceIdentities),
    };
  },
};
