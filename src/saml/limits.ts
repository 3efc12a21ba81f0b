/** The most characters of base64 that AWS takes for a response (aws-facts B2). */
export const MOST_CHARACTERS = 100_000;
