"""How papers name the ways of inspecting (GACC Order 138 art. 5)."""

from shipments.papers.wording import Bilingual

BASIS = Bilingual(
    "《海关法》第二十八条、《海关进出口货物查验管理办法》（海关总署令第138号）第三条、第五条",
    "Customs Law art. 28; Measures on inspecting goods (GACC Order 138) arts. 3, 5",
)
METHODS = {
    "external": Bilingual("人工查验（外形查验）", "By hand, from outside"),
    "unpacking": Bilingual("人工查验（开箱查验）", "By hand, unpacked"),
    "machine": Bilingual("机检查验", "By machine"),
}
EXTENTS = {
    "full": Bilingual("彻底查验", "All goods"),
    "sample": Bilingual("抽查", "A part of the goods"),
}
