"""Tables of the fourth style: variants of given names, words of trade and places by language."""

FAMILIES = """
    Alexander|Aleksandr|Alexandr|Oleksandr|Aliaksandr|Aleksander|Iskander;
    Yevgeny|Evgeniy|Evgeni| Yevhen|Yauhen|Eugen; Sergey|Sergei|Serhiy|Siarhei|Sergii|Serge;
    Dmitry|Dmitriy|Dmytro|Dzmitry| Dimitri; Nikolay|Nikolai|Mykola|Mikalai|Nicolai;
    Andrey|Andrei|Andriy|Andrii|Andrej; Vladimir| Volodymyr|Uladzimir|Wladimir;
    Mikhail|Mykhailo|Mikhael|Michail|Mihail; Aleksey|Alexei|Oleksii| Aliaksei|Alexey;
    Yuri|Yury|Yuriy|Iurii|Jurij; Pavel|Pavlo|Paval|Pawel; Vasily|Vasyl|Vasiliy| Vasil|Wassili;
    Igor|Ihor|Ihar; Viktor|Victor|Viktar; Anatoly|Anatolii|Anatoliy|Anatol; Gennady|
    Hennadiy|Gennadi|Henadz; Konstantin|Kostiantyn|Constantin|Kanstantsin; Grigory|Hryhoriy|
    Ryhor|Grigori; Stanislav|Stanislau|Stanislaw; Yelena|Elena|Olena|Alena; Natalia|Nataliya|
    Natallia|Nataliia; Tatiana|Tatyana|Tetiana|Tatsiana; Olga|Olha|Volha; Ekaterina|Kateryna|
    Katsiaryna|Yekaterina; Mohammad|Mohammed|Muhammad|Mohamed|Mohamad|Muhammed|Mehmet;
    Hossein| Hussein|Hussain|Husayn|Hosein|Huseyin; Hassan|Hasan|Hassane;
    Ahmad|Ahmed|Ahmet|Achmad; Reza| Ridha|Rida|Riza; Mehdi|Mahdi|Mehdy;
    Mostafa|Mustafa|Mustapha|Moustafa; Saeed|Said|Saeid|Sa'id| Sayed;
    Abdollah|Abdullah|Abdallah|Abdulla; Ebrahim|Ibrahim|Brahim; Esmail|Ismail|Ismael| Esmaeil;
    Yousef|Youssef|Yusuf|Yusif|Joseph; Khalid|Khaled|Halid; Omar|Umar|Omer; Osman|Uthman|
    Othman|Usman; Ali|Aly; Gholam|Gulam|Ghulam; Javad|Jawad|Djavad; Kazem|Kazim|Qasim|Kassem;
    Majid|Madjid|Majeed; Hamid|Hamed|Hameed; Karim|Kareem|Kerim; Rashid|Rasheed|Rachid|Rashed;
    Suleiman|Sulaiman|Soleiman|Suleyman|Sulayman; Faisal|Faysal|Feisal;
    Jamal|Gamal|Djamel|Cemal; Abbas|Abas; Akbar|Ekber; Bahram|Behram; Cheol|Chol|Chul;
    Yong|Young|Yeong; Jong|Chong|Jung| Jeong; Hyok|Hyuk|Hyeok; Kyong|Kyung|Gyeong;
    Myong|Myung|Myeong; Sok|Seok|Suk; Chun|Choon; Il|Ill; Son|Sun|Seon; Pak|Park|Bak;
    Choe|Choi; Ri|Lee|Yi|Rhee; Jang|Chang; Kang|Gang; Cho|Jo; Paek|Baek|Paik; Im|Lim|Rim;
    No|Roh|Noh; Ryu|Yoo|Yu; Sin|Shin; O|Oh; Kwon|Gwon; An|Ahn
"""
EXTRA = (
    "Ivan Omar Lee Maria Peter Hassan Reza Anton Karl Jose Ann Min Viktor Said Oleg Paul".split()
)
TRADES = """
    Trading|Ticaret|Handel|Comercio|Torgovlya|Tijarat; Plant|Zavod|Werk|Fabrik;
    Leasing|Lizing; Company|Kompaniya|Compania|Compagnie; Group|Gruppa|Grupo|Gruppe;
    Bank|Banco|Banque; Institute| Institut|Instituto; Industry|Sanayi|Industria|Industrie;
    Center|Centre|Tsentr|Zentrum|Centro; Shipping|Sudokhodstvo|Denizcilik|Naviera;
    Technology|Tekhnologii|Teknoloji|Tecnologia;
    Construction|Stroitelstvo|Insaat|Construcciones; Electronics|Elektronik|Elektronika;
    Engineering|Inzhiniring|Ingenieria|Muhendislik; Import|Importation|Ithalat;
    Export|Ihracat; Chemical|Khimicheskiy|Kimya|Quimica; Oil|Neft|Petrol;
    Metal|Metall|Metallo; Foundation|Fond| Fundacion|Stiftung;
    University|Universitet|Universidad|Universität; Research|Issledovatelskiy;
    Service|Servis|Servicio; Investment|Investitsii|Yatirim; Transport|Nakliyat|Transporte;
    Insurance|Strakhovanie|Sigorta|Seguros; Marine|Morskoy|Deniz;
    Energy|Energiya|Enerji|Energia
"""
PLACES = """
    Hong Kong|HK|H.K.|Hongkong; United Arab Emirates|UAE|U.A.E.; Saint Petersburg|St.
    Petersburg| SPb; Russia|Rossiya|Russian Federation|RF; Turkey|Turkiye|Türkiye;
    Iran|Islamic Republic of Iran| I.R. Iran; Moscow|Moskva|Moskau; Germany|Deutschland;
    Shenzhen|SZ; Beijing|Peking|BJ; Tehran| Teheran; Kiev|Kyiv; Belarus|Byelorussia|Republic
    of Belarus; Democratic People's Republic of Korea|DPRK|North Korea;
    Singapore|Spore|S'pore; Malaysia|M'sia; Syria|Syrian Arab Republic
"""
FORMS = """
    Limited|Limted|Limitd|Ltd|LTD.; Company|Compnay|Comapny|Co;
    Corporation|Corporaton|Corp|Ocrp; Ltd|Ldt|Lted; LLC|L.L.C|LCC; GmbH|G.m.b.H.|Gmbh.;
    S.A.|SA|S. A.; Inc|Icn|Incorporated; JSC| J.S.C.|JSK; Co., Ltd.|Co.Ltd|Coltd|CO LTD|Co
    Limited; S.A. de C.V.|SA de CV|S A DE C V; OOO|O.O.O. |Ltd|LLC; AO|A.O.|JSC;
    PJSC|P.J.S.C.|PAO; B.V.|BV; S.r.l.|SRL; A.S.|AS|Anonim Sirketi
"""
ADDED_FORMS = "AG LLC Ltd OOD Ltda GmbH SARL JSC Inc EOOD S.L. OÜ AB Oy".split()
TRADES_ZH = """
    电子:Electronics 科技:Technology 贸易:Trading 国际:International
    机械:Machinery 设备:Equipment 材料:Materials 化工:Chemical
    物流:Logistics 信息:Information 半导体:Semiconductor 实业:Industrial
    工业:Industry 技术:Technology 航空:Aviation 船舶:Shipbuilding
    研究所:Institute 大学:University 集团:Group 光电:Optoelectronics
    仪器:Instruments 能源:Energy 新材料:New-Materials 医疗:Medical
    进出口:Import-Export 无人机:UAV 通信:Communication 控股:Holdings
    汽车:Automobile 金属:Metal 有限公司:Co.,Ltd 股份:Stock 公司:Company
    有限责任公司:LLC
"""
SHAPES = """
    佰伯 升开 微徽 晶品 鑫金 钢铜 锋峰 铭名 博搏 辰晨 泰秦 浩洁 源原 诚城 达迖 迪油 晟昱 玮伟
    瑞端 凯剀 盛盅 兴光 航般 宏宠 恒垣 嘉喜 聚娶 铂铀 铟钢 锐悦 捷健 永水 昊旲 洋详 芯蕊 深琛
    华毕 电甩 材村 技枝 贸贺 易昜 北比 天夭 大太 东车 未末 千干 申甲 田由 日曰 力刀 王玉 目自
"""
