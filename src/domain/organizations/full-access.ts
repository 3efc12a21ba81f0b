/** What AWS's own policies allow: everything, so that nothing is refused until others say so. */
export const FULL_ACCESS = JSON.stringify(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  null,
  2,
);
