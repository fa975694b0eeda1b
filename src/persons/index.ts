/**
 * The person register: who is behind an identity, under which other identities the same person is known, and how
 * carefully to treat what is known. A file, or the national service; both pass the same tests. Says when it does not
 * know, and when the register cannot be reached.
 */
export { createPersonRegister } from './create.ts';
export { createFileRegister, readPersons } from './file.ts';
export { identitiesOf, isProtected, type Person, type Sex } from './person.ts';
export { noRegister, type PersonAnswer, type PersonRegister } from './register.ts';
