"""A stock SOAP client we did not write: loads the served WSDL over mutual TLS, unmodified, and calls both operations.

Arguments: WSDL URL, CA file, certificate, key, patient id. Prints one line of JSON.
"""

import json
import sys

import requests
from zeep import Client, Transport

url, ca, certificate, key, patient = sys.argv[1:]

session = requests.Session()
session.trust_env = False
session.verify = ca
session.cert = (certificate, key)

client = Client(url, transport=Transport(session=session, timeout=30))
first = client.service.RIV13606REQUEST_EHR_EXTRACT(
    subject_of_care_id={"root": "1.2.752.129.2.1.3.1", "extension": patient},
    meanings=[{"code": "dia", "codeSystem": "1.2.752.129.2.2.2.1"}],
    max_records={"value": 3},
)
rest = client.service.RIV13606REQUEST_EHR_EXTRACT_CONTINUATION(
    max_records={"value": 1000},
    continuation_token={"value": first.continuation_token.value},
)
# Below the abstract types stand what xsi:type says they are.
kinds = {
    type(item.value).__name__
    for answer in (first, rest)
    for extract in answer.ehr_extract
    for composition in extract.all_compositions
    for entry in composition.content
    for item in entry["items"]
    if type(item).__name__ == "ELEMENT"
}
count = lambda answer: sum(len(extract.all_compositions) for extract in answer.ehr_extract)
print(json.dumps({"first": count(first), "rest": count(rest), "kinds": sorted(kinds), "more": rest.continuation_token is not None}))
