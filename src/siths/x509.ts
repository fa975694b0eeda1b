// The library registers its parts through decorators and needs the metadata polyfill before its first line runs.
import 'reflect-metadata';

/** The one door to @peculiar/x509, so that nobody can forget the polyfill. */
export * from '@peculiar/x509';
