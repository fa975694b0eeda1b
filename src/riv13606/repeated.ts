/**
 * What a contract has once and an entry repeats becomes as many records, or parts of one, and what stands beside it is told
 * as many times. Beyond this many, which is more than any patient has, a source could fill the memory with little.
 */
export const mostRepeated = 100;

/** Why what is repeated more often than that is not shown. */
export const repeatedTooOften = `an entry repeats more than ${mostRepeated} times what the contract has once`;
