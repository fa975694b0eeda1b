import { anyURI, many, one, schema, string } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const domain = 'itintegration:monitoring';
const responder = schema(
  responderNamespace(domain, 'PingForConfiguration', 1),
  'PingForConfigurationResponder_1.0.xsd',
);
const monitoring = schema('urn:riv:itintegration:monitoring:1', 'itintegration_monitoring_1.0.xsd');

const TS = monitoring.text(
  'TS',
  /[1-9]{1}[0-9]{3}(0[1-9]{1}|1[0-2]{1})([0-2]{1}[0-9]{1}|3[0-1]{1})([0-1]{1}[0-9]{1}|2[0-3]{1})[0-5]{1}[0-9]{1}[0-5]{1}[0-9]{1}/,
);
const ConfigurationType = responder.open('ConfigurationType', { name: one(string), value: one(string) });

/** PingForConfiguration 1.0: whether a component works, and what it says of itself. */
export const pingForConfiguration1 = defineService({
  name: 'PingForConfiguration',
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  request: responder.open('PingForConfigurationType', {
    serviceContractNamespace: one(anyURI),
    logicalAddress: one(anyURI),
  }),
  response: responder.open('PingForConfigurationResponseType', {
    version: one(string),
    pingDateTime: one(TS),
    configuration: many(ConfigurationType),
  }),
});
