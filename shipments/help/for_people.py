"""What people who file declarations asked."""

from typing import Any

from django.utils.translation import gettext_lazy as _

Pair = tuple[Any, Any]

FILING: tuple[Pair, ...] = (
    (
        _("How do I begin?"),
        _(
            "Press “New declaration”, copy an earlier one, use a template, or bring in a Single "
            "Window file or a table. Every section has a page of its own; the task list says what "
            "is missing."
        ),
    ),
    (
        _("I have to stop in the middle. What is kept?"),
        _(
            "“Save and come back later” keeps everything as you typed it, also what is not valid "
            "yet. A form that is left half filled warns you first."
        ),
    ),
    (
        _("What does the check before submitting tell me?"),
        _(
            "What is missing, and what the rules would say today. Each finding leads to its field. "
            "Findings that do not stand in the way are marked as warnings."
        ),
    ),
    (
        _("How long does it take?"),
        _(
            "Screening takes seconds. Most clean declarations are released at once; the others go "
            "to an officer. The check page says how long such cases took lately."
        ),
    ),
    (
        _("Something is wrong, and I have submitted. What now?"),
        _(
            "Open the declaration and ask to amend it: on what ground, and what is to be "
            "corrected. Nothing is released before customs has answered. Once it is granted you "
            "correct it under the same number."
        ),
    ),
    (
        _("May I take a declaration back?"),
        _(
            "As long as customs has neither held nor released it, yes, with a reason. Afterwards "
            "you ask, and an officer decides. A withdrawn declaration cannot be taken up again."
        ),
    ),
)
CODES: tuple[Pair, ...] = (
    (
        _("How do I find a code?"),
        _(
            "Type what you know: Chinese, pinyin or its first letters, English, a country's two or "
            "three letters, a port's UN/LOCODE, a CAS number. The list shows what fits; choose "
            "with the arrow keys or the mouse."
        ),
    ),
    (
        _("Which HS code do my goods have?"),
        _(
            "Write it with or without dots. This system checks whether code, name, composition and "
            "purity agree, and says so; the classification is yours to declare."
        ),
    ),
    (
        _("When do I need a control code?"),
        _(
            "When the goods are on the dual-use control list on the day of the declaration. The "
            "goods page names the entry that the data point to, and the check page the provision."
        ),
    ),
    (
        _("My goods are not controlled. Why am I asked for more?"),
        _(
            "Customs wants to see why: give the explanation code and the technical facts, such as "
            "purity and form, in the declaration elements."
        ),
    ),
)
STATEMENTS: tuple[Pair, ...] = (
    (
        _("What is an end-use statement?"),
        _(
            "A paper in which the end user says who uses the metal, where and for what, and "
            "promises not to pass it on. It is signed by the end user, and you upload its scan."
        ),
    ),
    (
        _("May several declarations rest on one statement?"),
        _(
            "Yes, until its quantity is used up or it expires. The statement's page shows what has "
            "been drawn; what is withdrawn, returned or refused is given back."
        ),
    ),
    (
        _("May I change a statement that was used?"),
        _("No. Customs has seen it: make a new one, and copy what stays the same."),
    ),
    (
        _("The use or the user changes after the release. What do I do?"),
        _(
            "Ask before it happens, on the page of the declaration. The end user may neither "
            "change the use nor pass the metal on without permission."
        ),
    ),
)
QUESTIONS: tuple[Pair, ...] = (
    (
        _("Customs has questioned my goods (质疑). What does that mean?"),
        _(
            "Customs doubts whether they are controlled. You get a notice with the papers it wants "
            "and the last day. Answer on the page of the declaration; a late answer still counts, "
            "marked as late."
        ),
    ),
    (
        _("Can I have more time?"),
        _("Ask the office before the last day. It may extend the term once, if the policy allows."),
    ),
    (
        _("What does “held” mean?"),
        _(
            "The goods may not leave yet. The page says why, since when and until when, and what "
            "ends it. Sometimes customs may not tell the reason; then it says that it verifies "
            "further."
        ),
    ),
    (
        _("May I hand in papers nobody asked for?"),
        _(
            "Yes, as long as customs reviews or holds the declaration: “Hand in papers”. The "
            "officer is told and sees them beside what you declared."
        ),
    ),
    (
        _("My declaration was refused. Is that the end?"),
        _(
            "This declaration is closed. The notice names the ground and your right to have it "
            "reviewed. With a licence, or once the reason is gone, file a new one."
        ),
    ),
)
PAPERS: tuple[Pair, ...] = (
    (
        _("Which files may I attach?"),
        _(
            "PDF, PNG and JPEG, and others where the policy allows. The content counts, not the "
            "name. Encrypted, damaged or active files are refused, and the reason is told."
        ),
    ),
    (
        _("How do I attach many files at once?"),
        _(
            "Choose them together. Their names say what they are: contract, invoice, packing list. "
            "A file that is refused does not keep the others back."
        ),
    ),
    (
        _("Where are my papers after the release?"),
        _(
            "On the page of the declaration, in seconds. Each has a number, a signature and a "
            "verification code."
        ),
    ),
    (
        _("A paper is marked as revoked. Why?"),
        _(
            "The release was recalled, amended or withdrawn. The old paper stays readable, but it "
            "proves nothing any more; use the new one."
        ),
    ),
)
VERIFICATION: tuple[Pair, ...] = (
    (
        _("How does somebody else check a paper?"),
        _(
            "At “Verify a paper”, without an account: by its code, its QR code, its SHA-256, or by "
            "dropping the PDF there. The file itself stays on their machine."
        ),
    ),
    (
        _("What does the answer mean?"),
        _(
            "Valid: issued here, and it stands. Revoked or superseded: issued here, but it does "
            "not count any more. Unknown: not issued here, or changed since."
        ),
    ),
    (
        _("Can a paper be checked without this site?"),
        _(
            "Its PDF carries a signature; the certificates to check it with are on the same page. "
            "Auditors' evidence packs bring their own checking program."
        ),
    ),
)
