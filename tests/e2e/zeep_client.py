"""A stock SOAP client we did not write: loads the served WSDL over mutual TLS, unmodified, and calls it.

Arguments: WSDL URL, CA file, certificate, key, logical address, patient id. Prints one line of JSON.
"""

import json
import sys

import requests
from zeep import Client, Transport
from zeep.helpers import serialize_object

url, ca, certificate, key, address, patient = sys.argv[1:]

session = requests.Session()
session.trust_env = False
session.verify = ca
session.cert = (certificate, key)

client = Client(url, transport=Transport(session=session, timeout=30))
(service,) = client.wsdl.services.values()
(port,) = service.ports.values()
(operation,) = port.binding._operations.keys()
call = getattr(client.service, operation)
answer = call(
    patientId={"id": patient, "type": "1.2.752.129.2.1.3.1"},
    _soapheaders={"LogicalAddress": address},
)
body = serialize_object(answer, dict)
# An answer that is nothing but a list of records is given as that list.
body = body.get("body", body) if isinstance(body, dict) else {"records": body}
lists = [value for value in body.values() if isinstance(value, list)]
records = max(lists, key=len, default=[])
sources = sorted({
    part["sourceSystemHSAId"]
    for record in records
    for part in record.values()
    if isinstance(part, dict) and "sourceSystemHSAId" in part
})
print(json.dumps({"operation": operation, "records": len(records), "sources": sources}))
