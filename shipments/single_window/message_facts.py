"""The facts of the Single Window's declaration message, in its order: one line an element.

`?` may be missing, `*` any number, `[1..10]` so many; `=4` exactly so many characters, `0..70`
within; `/` a pattern the whole value follows; `->` the part it consists of. Parts that an export
declaration of this house never has are `opaque`: allowed, not looked into.

Origin: DecMessage_ImportSave V1.0 (message version 3.1). Two kinds of its facets are left out,
docs/decisions/single-window-facts-of-our-own.md says why.
"""

PARTS: dict[str, str] = {
    "MESSAGE": """
DecHead -> HEAD
DecLists
  DecList[0..50] -> LINE
DecContainers
  Container[0..500] -> CONTAINER
DecLicenseDocus
  LicenseDocu[0..7] -> DOCUMENT
DecRequestCerts?
  DecRequestCert* -> REQUESTED
DecOtherPacks?
  DecOtherPack* -> OTHER_PACK
DecCopLimits?
  DecCopLimit* -> QUALIFICATION
DecUsers?
  DecUser* -> USER
DecMarkLobs?
  DecMarkLob* -> MARK_FILE
DecFreeTxt -> FREE_TEXT
DecSign -> SIGNATURE
TrnHead? -> opaque
TrnList? -> opaque
TrnContainers? -> opaque
TrnContaGoodsList? -> opaque
DecSupplementLists? -> opaque
EdocRealation[1..10] -> PAPER
EcoRelation[0..20] -> ORIGIN
SddTax? -> opaque
DecRisk? -> RISK
""",
    "HEAD": r"""
SeqNo? =18
IEFlag /[IE]
Type? =2
AgentCode 0..18
AgentName 0..70
ApprNo? 0..32
BillNo? 0..32
ContrNo? 0..32
CustomMaster =4 /[0-9]{4}
CutMode? =3 /[0-9]{3}
DistinatePort =6
FeeCurr? =3
FeeMark? =1 /[1-3]
FeeRate?
GrossWet
IEDate? =8
IEPort? =4
InsurCurr? =3
InsurMark? =1 /[13]
InsurRate?
LicenseNo? 0..20 /[0-9]{2}[-].{2}[-].+
ManualNo? 0..12 /[A-Z][0-9A-Z]{11}
NetWt
NoteS? 0..70
OtherCurr? =3
OtherMark? =1 /[1-3]
OtherRate?
OwnerCode? 2..18 /[0-9]{10}
OwnerName 0..70
PackNo
TradeCode 0..18
TradeCountry =3
TradeMode =4 /[0-9]{4}
TradeName 0..70
TrafMode =1 /[0-9A-Z]
TrafName? 0..26
TransMode? =1 /[1-6]
WrapType 0..2
EntryId? =18
PreEntryId? =9 /[0-9]{9}
EdiId =1 /[0-9]
Risk? 0..10
CopName 0..70
CopCode? =9 /.{9}
EntryType =1
PDate? 0..8
TypistNo? 0..30 /[0-9]{13}
InputerName? 0..32
PartenerID? 0..20
TgdNo? =18
DataSource? 0..5
DeclTrnRel =1 /[01]
ChkSurety? =1
BillType? =1
CopCodeScc? =18
OwnerCodeScc?
AgentCodeScc?
TradeCoScc?
PromiseItmes 0..32
TradeAreaCode =3
CheckFlow? =1
TaxAaminMark? =1
MarkNo? 0..400
DespPortCode 0..8
EntyPortCode 0..8
GoodsPlace 0..100
BLNo? 0..50
InspOrgCode? 0..10
SpecDeclFlag? 0..10
PurpOrgCode? 0..10
DespDate? 0..8
CmplDschrgDt? 0..8
CorrelationReasonFlag? 0..2
VsaOrgCode? 0..10
OrigBoxFlag? 0..1
DeclareName 0..50
NoOtherPack 0..1
OrgCode? 0..10
OverseasConsignorCode? 0..20
OverseasConsignorCname? 0..150
OverseasConsignorEname? 0..100
OverseasConsignorAddr? 0..100
OverseasConsigneeCode? 0..20
OverseasConsigneeEname? 0..400
DomesticConsigneeEname? 0..400
CorrelationNo? 0..500
EdiRemark2? 0..128
EdiRemark? 0..128
""",
    "LINE": r"""
ClassMark? =1
CodeTS =10 /[0-9]{10}
ContrItem? 0..19
DeclPrice
DutyMode? 1..
Factor?
GModel? 0..255
GName 0..255
GNo
OriginCountry =3
TradeCurr? 3..
DeclTotal
GQty
FirstQty?
SecondQty?
GUnit? =3 /[0-9]{3}
FirstUnit? =3 /[0-9]{3}
SecondUnit? =3 /[0-9]{3}
UseTo? =2
WorkUsd?
ExgNo? 0..30
ExgVersion? 0..8
DestinationCountry =3
CiqCode 0..20
DeclGoodsEname? 0..100
OrigPlaceCode? 0..50
Purpose? 0..4
ProdValidDt? 0..20
ProdQgp? 0..20
GoodsAttr? 0..20
Stuff? 0..400
Uncode? 0..20
DangName? 0..80
DangPackType? 0..4
DangPackSpec? 0..24
EngManEntCnm? 0..100
NoDangFlag? 0..1
DestCode? 0..8
GoodsSpec? 0..2000
GoodsModel? 0..2000
GoodsBrand? 0..2000
ProduceDate? 0..2000
ProdBatchNo? 0..2000
DistrictCode? 0..5
CiqName? 0..50
DecGoodsLimits?
  DecGoodsLimit* -> LIMIT
MnufctrRegNo? 0..20
MnufctrRegName? 0..150
""",
    "CONTAINER": r"""
ContainerId 0..11
ContainerMd 0..32
GoodsNo? 0..100
LclFlag? =1
GoodsContaWt?
""",
    "DOCUMENT": r"""
DocuCode =1
CertCode 0..32
""",
    "REQUESTED": r"""
AppCertCode 0..50
ApplOri 0..50
ApplCopyQuan 0..50
""",
    "LIMIT": r"""
GoodsNo 0..9
LicTypeCode 0..5
LicenceNo? 0..40
LicWrtofDetailNo? 0..2
LicWrtofQty? 0..20
DecGoodsLimitVin* -> VEHICLE
""",
    "VEHICLE": r"""
LicenceNo 0..20
LicTypeCode 0..5
VinNo 0..5
BillLadDate? 0..19
QualityQgp? 0..100
MotorNo? 0..100
VinCode? 0..20
ChassisNo? 0..20
InvoiceNum? 0..19
ProdCnnm? 0..500
ProdEnnm? 0..500
ModelEn? 0..500
PricePerUnit? 0..14
""",
    "QUALIFICATION": r"""
EntQualifNo? 0..40
EntQualifTypeCode 0..5
""",
    "USER": r"""
UseOrgPersonCode? 0..40
UseOrgPersonTel? 0..5
""",
    "OTHER_PACK": r"""
PackQty 0..20
PackType 0..20
""",
    "MARK_FILE": r"""
AttachName 0..80
AttachType? 0..2
Attachment
""",
    "FREE_TEXT": r"""
RelId? 0..18
RelManNo? =12
BonNo? 0..32
VoyNo? 0..32
DecBpNo? 0..32
CusFie? 0..8
DecNo? 0..13 /[0-9]{13}
""",
    "SIGNATURE": r"""
OperType =1 /[A-G]
ICCode? =13 /[0-9]{13}
CopCode? 0..18 /.{18}
OperName? 0..30
ClientSeqNo 0..18 /.{18}
Sign 0..201
SignDate =16
Certificate? 0..20
HostId 0..10
BillSeqNo? 0..18
DomainId? =1
Note? 0..100
""",
    "PAPER": r"""
EdocID 0..64
EdocCode =8
EdocFomatType =2
OpNote 0..255
EdocCopId 0..64
EdocOwnerCode =10
SignUnit 0..10
SignTime =14
EdocOwnerName? 0..100
EdocSize? 0..12
""",
    "ORIGIN": r"""
CertType =3
EcoCertNo =64
DecGNo 0..9
EcoGNo 0..9
ExtendFiled? 0..255
""",
    "RISK": r"""
Risk 0..10
Sign 0..201
SignDate 0..16
Note 0..100
""",
}
