/**
 * SAML 2.0 assertions about who reads (intermediated identity, rivtabpip21). Gives an Actor from what a trusted issuer has
 * signed, or says why not. Knows nothing of SOAP, HTTP or who calls.
 */
export { type AssertionVerdict, createAssertionJudge, type JudgeAssertion } from './judge.ts';
