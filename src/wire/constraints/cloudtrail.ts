import { type ConstraintTable, integer, oneOf, text } from './constraint.ts';

const lookupAttributeKey = oneOf(
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'ResourceType',
  'ResourceName',
  'EventSource',
  'AccessKeyId',
);
const lookupAttributeValue = text({ min: 1, max: 2000 });
const eventCategory = oneOf('insight');
const maxResults = integer({ min: 1, max: 50 });

/** The constraints of the cloudtrail API model, which the SDK schemas leave out. */
export const cloudtrailConstraints: ConstraintTable = {
  members: {
    EventCategory: eventCategory,
    MaxResults: maxResults,
  },
  operations: {},
  structures: {
    LookupAttribute: { AttributeKey: lookupAttributeKey, AttributeValue: lookupAttributeValue },
  },
};
