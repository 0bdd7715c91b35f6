"""Prints in one line each what pyHanko says of the signatures of a PDF.

Trusts the certificates in the files *.root beside it.
"""

import asyncio
import glob
import sys

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.ades import ades_basic_validation
from pyhanko.sign.validation.policy_decl import LocalKnowledge, SignatureValidationSpec
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

roots = list(load_certs_from_pemder(glob.glob("*.root")))
rule = RevocationCheckingRule.NO_CHECK
revocation = CertRevTrustPolicy(
    revocation_checking_policy=RevocationCheckingPolicy(rule, rule)
)


async def ades(signature):
    spec = SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=roots),
            revinfo_policy=revocation,
        ),
        local_knowledge=LocalKnowledge(known_certs=roots),
    )
    result = await ades_basic_validation(
        signature.signed_data, spec, raw_digest=signature.compute_digest()
    )
    return result.ades_subindic.standard_name


with open(sys.argv[1], "rb") as file:
    reader = PdfFileReader(file)
    for signature in reader.embedded_signatures:
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = validate_pdf_signature(
            signature, signer_validation_context=context, ts_validation_context=context
        )
        stamp = status.timestamp_validity
        stamped = stamp and (stamp.valid and stamp.trusted)
        word = asyncio.run(ades(signature))
        print(
            f"{signature.field_name}: intact={status.intact} valid={status.valid} "
            f"trusted={status.trusted} docmdp={status.docmdp_ok} ades={word} stamped={stamped}"
        )
