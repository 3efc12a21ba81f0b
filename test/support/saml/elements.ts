/** A response's content as elements in a layout. */
import type {
  AssertionContent,
  Conditions,
  Confirmation,
  Instant,
  ResponseContent,
  SamlAttribute,
} from './content.ts';
import type { Layout } from './layout.ts';
import { NS } from './names.ts';
import { element, type XmlContent, type XmlElement } from './xml-tree.ts';

/** What stands where: the signature's place and, for a response, its assertions. */
export interface Places {
  readonly signature: XmlContent | undefined;
}

/** The Response element; `assertions` are elements or what stands for them. */
export function responseElement(
  content: ResponseContent,
  layout: Layout,
  { signature }: Places,
  assertions: readonly XmlContent[],
): XmlElement {
  const attributes = {
    ID: content.id,
    Version: content.version,
    IssueInstant: instant(content.issueInstant, layout),
    Destination: content.destination,
    InResponseTo: content.inResponseTo,
    Consent: content.consent,
  };
  const children = [
    issuerElement(content.issuer, layout),
    signature,
    statusElement(content),
    ...assertions,
  ];
  return element(
    NS.protocol,
    'Response',
    ordered(attributes, layout.responseAttributes),
    children,
    { declarations: layout.rootDeclarations },
  );
}

/** The Assertion element. */
export function assertionElement(
  content: AssertionContent,
  layout: Layout,
  { signature }: Places,
): XmlElement {
  const attributes = {
    ID: content.id,
    Version: content.version,
    IssueInstant: instant(content.issueInstant, layout),
  };
  const children = [
    issuerElement(content.issuer, layout),
    signature,
    subjectElement(content, layout),
    content.conditions && conditionsElement(content.conditions, layout),
    ...content.authnStatements.map((statement) =>
      element(
        NS.assertion,
        'AuthnStatement',
        {
          AuthnInstant: instant(statement.instant, layout),
          SessionNotOnOrAfter: instant(statement.sessionNotOnOrAfter, layout),
          SessionIndex: statement.sessionIndex,
        },
        [
          element(NS.assertion, 'AuthnContext', {}, [
            element(NS.assertion, 'AuthnContextClassRef', {}, [statement.contextClass]),
          ]),
        ],
      ),
    ),
    content.attributes.length === 0
      ? undefined
      : element(
          NS.assertion,
          'AttributeStatement',
          {},
          content.attributes.map((attribute) => attributeElement(attribute, layout)),
        ),
  ];
  return element(
    NS.assertion,
    'Assertion',
    ordered(attributes, layout.assertionAttributes),
    children,
    { declarations: layout.assertionDeclarations },
  );
}

/** A time as SAML writes it. */
export function instant(time: Instant | undefined, { milliseconds }: Layout): string | undefined {
  if (typeof time !== 'number') return time;
  const text = new Date(time).toISOString();
  return milliseconds ? text : text.replace(/\.\d+Z$/, 'Z');
}

function issuerElement(issuer: XmlContent | undefined, layout: Layout): XmlElement | undefined {
  if (issuer === undefined) return undefined;
  return element(NS.assertion, 'Issuer', { Format: layout.issuerFormat }, [issuer]);
}

function statusElement({ status, statusMessage }: ResponseContent): XmlElement | undefined {
  const code = status.reduceRight<XmlElement | undefined>(
    (inner, value) => element(NS.protocol, 'StatusCode', { Value: value }, [inner]),
    undefined,
  );
  if (!code) return undefined;
  const message =
    statusMessage === undefined
      ? undefined
      : element(NS.protocol, 'StatusMessage', {}, [statusMessage]);
  return element(NS.protocol, 'Status', {}, [code, message]);
}

function subjectElement({ subject }: AssertionContent, layout: Layout): XmlElement | undefined {
  if (!subject) return undefined;
  const { nameId, confirmations } = subject;
  return element(NS.assertion, 'Subject', {}, [
    nameId &&
      element(
        NS.assertion,
        'NameID',
        {
          NameQualifier: nameId.nameQualifier,
          SPNameQualifier: nameId.spNameQualifier,
          Format: nameId.format,
        },
        [nameId.value],
      ),
    ...confirmations.map((confirmation) => confirmationElement(confirmation, layout)),
  ]);
}

function confirmationElement(confirmation: Confirmation, layout: Layout): XmlElement {
  const data = element(NS.assertion, 'SubjectConfirmationData', {
    NotBefore: instant(confirmation.notBefore, layout),
    NotOnOrAfter: instant(confirmation.notOnOrAfter, layout),
    Recipient: confirmation.recipient,
    InResponseTo: confirmation.inResponseTo,
    Address: confirmation.address,
  });
  const hasData = confirmation.hasData ?? true;
  return element(NS.assertion, 'SubjectConfirmation', { Method: confirmation.method }, [
    hasData ? data : undefined,
  ]);
}

function conditionsElement(conditions: Conditions, layout: Layout): XmlElement {
  return element(
    NS.assertion,
    'Conditions',
    {
      NotBefore: instant(conditions.notBefore, layout),
      NotOnOrAfter: instant(conditions.notOnOrAfter, layout),
    },
    [
      ...conditions.audienceRestrictions.map((audiences) =>
        element(
          NS.assertion,
          'AudienceRestriction',
          {},
          audiences.map((audience) => element(NS.assertion, 'Audience', {}, [audience])),
        ),
      ),
      ...(conditions.further ?? []),
    ],
  );
}

function attributeElement(attribute: SamlAttribute, layout: Layout): XmlElement {
  return element(
    NS.assertion,
    'Attribute',
    {
      FriendlyName: attribute.friendlyName,
      Name: attribute.name,
      NameFormat: attribute.nameFormat ?? layout.attributeNameFormat,
    },
    attribute.values.map((value) => {
      const type = layout.valueType;
      const schema = type?.startsWith('xs:') ? { xs: NS.schema } : {};
      const declarations = layout.assertionDeclarations.xs === undefined ? schema : {};
      return element(NS.assertion, 'AttributeValue', { 'xsi:type': type }, [value], {
        declarations,
      });
    }),
  );
}

function ordered(
  attributes: Readonly<Record<string, string | undefined>>,
  order: readonly string[],
): Record<string, string | undefined> {
  const listed = order.map((name) => [name, attributes[name]] as const);
  return Object.fromEntries([...listed, ...Object.entries(attributes)]);
}
