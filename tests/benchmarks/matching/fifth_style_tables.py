"""Tables of the fifth style: names, forms and words as papers of many countries spell them."""

GIVEN = """
    Aleksandar|Alexander|Alessandro|Alejandro|Sandor|Oleksander|Aliaksander|Aleksandrs;
    Dmitrii|Dmitri|Dmytro|Dzmitryj|Dimitriy|Dimitry; Evgenii|Evgueni|Jewgenij|Yevgeniy|Yevgeni;
    Sergei|Sergueï|Serguei|Serhij|Siarhiej|Sergio; Mykola|Nikolaï|Nikola|Mikola|Nicholai;
    Vladimir|Volodymyr|Vladimír|Wolodymyr|Uladzimier|Waldemar;
    Oleksii|Alexei|Aleksei|Alexej|Alexi; Iurii|Yuriy|Youri|Jurii|Iouri;
    Mikhail|Mihaylo|Mykhaylo|Michaił|Mikhaïl|Miguel; Ivan|Iwan|Yvan|Ioan;
    Petro|Petr|Pyotr|Piotr|Pjotr|Petar; Pavlo|Pavel|Paval|Pavlos;
    Vasyl|Vasily|Vasilij|Vassily|Vasile; Hryhorii|Grigorij|Gregory|Grigorii; Oleg|Oleh|Aleh;
    Ihor|Igor|Igors; Andrii|Andrei|Andreï|Ondrej|Andrejs;
    Viacheslav|Vyacheslav|Wjatscheslaw|Viatcheslav; Konstantin|Kostyantyn|Konstantins|Constantine;
    Maksim|Maxim|Maksym|Maxime; Kirill|Kyrylo|Kiril|Cyrill; Artiom|Artyom|Artem|Artsiom;
    Fyodor|Fedor|Fiodor|Fedir|Theodor; Semyon|Semen|Simeon|Semion;
    Timofey|Timofei|Tymofii|Timothy; Ilya|Illia|Ilja|Ilia; Matvey|Matvei|Matvii|Matthew;
    Yaroslav|Iaroslav|Jaroslav|Jaroslaw; Svetlana|Svitlana|Sviatlana|Swetlana; Irina|Iryna|Irena;
    Yekaterina|Katerina|Kateryna|Ekaterini; Ludmila|Lyudmila|Liudmyla|Ljudmila;
    Galina|Halyna|Halina; Nadezhda|Nadiia|Nadzeya|Nadejda; Lyubov|Liubov|Lubov|Ljubow;
    Zhanna|Janna|Jeanne|Zanna; Giorgi|Georgy|Heorhii|Jerzy|Jorge|George; Levan|Lewan|Leван;
    Zurab|Surab|Zourab; Hovhannes|Hovannes|Ovanes|Oganes; Gevorg|Kevork|Georg|Gevork;
    Sarkis|Sargis|Serkis; Mohamed|Muhammed|Mohammad|Mahamat|Magomed|Muhamad|Mehmet;
    Ahmed|Ahmet|Akhmed|Akhmad|Ahmadou; Hossein|Hussein|Houssein|Huseyn|Hüseyin|Gusein;
    Ali|Alí|Aliy|Aali; Reza|Riza|Rida|Redha; Mahmoud|Mahmut|Makhmud|Mahmood|Mahmud;
    Mustafa|Moustafa|Mostafa|Mustapha|Mustafo; Abdulrahman|Abdurrahman|Abdel
    Rahman|Abderrahmane|Abdul Rahman; Abdelkader|Abdulqadir|Abdul Qader; Abdulaziz|Abdelaziz|Abdul
    Aziz|Abd al-Aziz; Abdelkarim|Abdul Karim|Abdulkerim|Abdelkrim;
    Youssef|Yusuf|Yousif|Yosef|Yussef|Iusuf; Ibrahim|Ibrakhim|Ebrahim|Brahim;
    Khaled|Khalid|Halit|Chaled; Jaafar|Jafar|Ja'far|Djafar|Cafer|Jafer; Kazem|Kadhim|Kazim|Kadhem;
    Saeed|Said|Sait|Saïd|Saeid; Hamza|Khamza|Hamzeh; Bilal|Belal|Bilel; Walid|Waleed|Oualid|Velid;
    Wael|Wail|Ouael; Osama|Usama|Oussama|Usame; Ayman|Aiman|Eymen; Marwan|Marouane|Mervan;
    Rafiq|Rafik|Rafic|Refik; Rashid|Rachid|Rasheed|Rashed|Reşit; Salim|Saleem|Selim;
    Salah|Saleh|Salih; Tariq|Tarek|Tarik; Zainab|Zeinab|Zaynab|Zeynep;
    Fatemeh|Fatima|Fatma|Fatimah; Mariam|Maryam|Meryem|Miriam; Gholamreza|Gholam Reza|Ghulam Reza;
    Mohammadreza|Mohammad Reza|Muhammad Rida; Alireza|Ali Reza; Mehdi|Mahdi|Mehdy|Mekhdi;
    Behrouz|Behrooz|Bekhruz|Behruz; Firouz|Firooz|Firuz; Kourosh|Koorosh|Cyrus|Kurosh;
    Davood|Davoud|Davud|Dawood|Dawud; Masoud|Masud|Massoud|Mesut;
    Jamshid|Jamsheed|Djamchid|Dzhamshid; Nurlan|Nurlan|Noorlan;
    Bakhtiyar|Bakhtiar|Bahtiyar|Baxtiyor; Rustam|Roustam|Rustem|Rustom;
    Shavkat|Şevket|Chavkat|Shawkat; Islom|Islam|Islam; Jahongir|Jahangir|Dzhakhongir|Cihangir;
    Aung|Ong|Aoung; Myint|Mynt; Thant|Than; Htun|Tun|Tuun; Kyaw|Kjaw; Min|Minn; Zaw|Saw;
    Naing|Nine; Jose|José|Joseph|Yosef; Juan|Joan|Jean; Carlos|Karlos|Carlo;
    Francisco|Franciso|Fransisco; Enrique|Henrique|Enrico; Guillermo|Guilherme|William;
    Luis|Louis|Luiz; Ricardo|Richard|Rikardo; Yong|Young|Ryong|Yeong; Chol|Cheol|Ch'ol|Chul;
    Kyong|Kyung|Gyeong; Myong|Myung|Myeong; Hyon|Hyun|Hyeon; Chang|Jang|Tchang;
    Chong|Jong|Jeong|Jung; Song|Sung|Seong; Kwang|Gwang|Kwaang; Thanh|Thành|Than;
    Nguyen|Nguyễn|Nguen; Duc|Đức|Duk; Hung|Hưng|Huong
"""
INNER = (
    "Igorevich Karim Luis Yong Anne Abdulla Tae Mehmet Rosa Aleksandra Hamid Erik Jamal Lucia "
    "Anatolyevich Nasser Vincent Chol Samir Beatriz"
).split()
GLUED = """AG GmbH LLC Ltd Ltda OOD EOOD DOO SRL Oy AB AS BV NV SA SAS KG Inc Corp Plc UAB OU
    KK JSC""".split()
WRONG_FORMS = """
    Ltd|Ldt|Ltt|Ltd,.|Lted; Limited|Limtied|Limietd|Lmited|Limeted;
    Company|Compnay|Copmany|Cmpany|Companny; Corporation|Corporaton|Coproration|Corportion;
    Corp|Crop|Corpp|Coorp; LLC|LCC|LLLC|L.L.C.|L L C; GmbH|GmbbH|Gmhb|G.m.b.H|G m b H|GMHB;
    Inc|Icn|Inc.,|Incc|Incorporated; JSC|J.S.C|JCS|J S C; PJSC|PSJC|P.J.S.C.|PJCS; Co.,
    Ltd.|Co.Ltd.|Co. Lt.|CO LTDD|Co, Limitd; S.A.|SA|S A|Soc. An.|S.A.S.; S.r.l.|SRL|S R L|Srl.;
    B.V.|BV|B V; A.S.|A.Ş.|Anonim Şirketi|AS; AG|A.G.|A G|Aktiengesellschaft; OOO|O.O.O.|OO O|0OO;
    AO|A.O.|Joint-Stock Co; Holding|Hodling|Holdng; Group|Gruop|Grup
"""
RARE_FORMS = (
    "{} S.A. de C.V.|{} S.A.P.I. de C.V.|{} S. de R.L. de C.V.|UE {}|CUE {}|ODO {}|"
    "{} Sp. z o.o.|{} s.r.o.|{} d.o.o.|{} Kft.|{} Zrt.|{} EIRL|{} S.A.C.|{} Sdn. Bhd.|"
    "{} Pty Ltd|{} (Pvt.) Ltd|{} W.L.L.|{} FZCO|{} FZ-LLC|{} Tic. Ltd. Şti.|"
    "{} San. ve Tic. A.Ş.|PT {} Tbk|CV {}|{} ApS|{} A/S|{} KGaA|{} GmbH & Co. KG|"
    "{} e.K.|{} OHG|{} S.p.A.|{} N.V.|{} SARL|{} SASU|TOO {}|{} MChJ|{} QK|"
    "{} LTDA - ME|{} Co., Ltd. (Private)|{} PCL|{} Public Company Limited|{} JLT|{} SPC|"
    "{} K.K.|{} G.K.|{} Y.K.|"
).split("|")
ABBREVIABLE = """Industrial Technology Technologies International Manufacturing Trading Engineering
    Electronics Equipment Development Industries Commercial Scientific Research Institute Machinery
    Logistics Aviation Instruments Production Enterprise Construction Investment Petroleum Chemical
    Management Tech Industry Shipping Services Systems Electric""".split()
TRADES = """
    Trading|Ticaret|Torgovy Dom|Handelsgesellschaft|Comercializadora|Négoce|Bazargani|Handlowa;
    Plant|Zavod|Fabrika|Usine|Werk|Kombinat|Fábrica; Leasing|Lizing|Leasingovaya|Finansal
    Kiralama; Shipping|Denizcilik|Navigation|Sudohodnaya|Naviera|Reederei|Keshtirani;
    Bank|Banka|Banco|Banque|Bankası; Factory|Fabrika|Zavod|Fabrik|Karkhaneh;
    Institute|Institut|Enstitüsü|Instituto|Pazhuheshgah;
    Industries|Sanayi|Industrie|Sanaye|Promyshlennost|Industrias|Sanayii;
    Energy|Enerji|Energetika|Énergie|Enerzhi;
    Electronics|Elektronik|Elektronika|Électronique|Electrónica;
    Construction|İnşaat|Stroitelstvo|Bau|Stroy; Group|Gruppa|Grubu|Groupe|Grupo|Grupa;
    Chemical|Kimya|Himicheskaya|Chimique|Chemie|Shimi; Steel|Çelik|Stal|Acier|Stahl|Foolad;
    Mining|Madencilik|Gorno|Minería|Bergbau|Maadan; Oil|Neft|Petrol|Petróleo|Naft; Gas|Gaz|Gás;
    Metal|Metall|Metalurji|Métal; Aviation|Havacılık|Aviatsiya|Luftfahrt;
    Insurance|Sigorta|Strahovaya|Assurance|Seguros|Bimeh;
    Investment|Yatırım|Invest|Sarmayegozari|Investitsionnaya;
    Technologies|Teknoloji|Tehnologii|Technologie|Tecnologías|Fanavari;
    Engineering|Mühendislik|Inzhiniring|Mohandesi|Ingénierie;
    Services|Hizmetleri|Uslugi|Servicios|Khadamat;
    Research|Araştırma|Issledovatelskiy|Recherche|Forschung; Export|İhracat|Eksport|Exportation;
    Import|İthalat|Importation|Vnesh; Transport|Nakliyat|Transportnaya|Haml va Naghl;
    International|Uluslararası|Mezhdunarodnaya|Internationale|Internacional|Beynelxalq;
    General|Genel|Obschiy|Générale; Company|Şirketi|Kompaniya|Sherkat|Compagnie|Firma;
    Center|Centre|Tsentr|Merkezi|Zentrum|Markaz;
    University|Universitesi|Universitet|Université|Daneshgah;
    Foundation|Fond|Vakfı|Fundación|Bonyad
"""
PLACES = """
    Hong Kong|HK|Hongkong|H.K.|Xianggang; Shenzhen|Shen Zhen|SZ|Shumchun;
    Guangzhou|Canton|GZ|Kwangchow; Beijing|Peking|BJ|Pekin; Shanghai|SH|Schanghai|Shangai;
    Tianjin|Tientsin|TJ; Nanjing|Nanking|NJ; Taiwan|Formosa|TW; Moscow|Moskva|Moskau|Moscou|MSK;
    Russia|Rossiya|Russland|RUS|Rusya; Iran|Persia|IRI|İran; Turkey|Türkiye|TR|Turquie;
    Ukraine|Ukraina|UA; Belarus|Bielorussia|BY|Beyaz Rusya; Korea|Corea|Koryo|KR;
    Syria|Suriye|Syrie|Souria; Lebanon|Liban|Lubnan; Germany|Deutschland|DE|Allemagne;
    Emirates|UAE|BAE; Pakistan|Pak|PK; Malaysia|Msia|MY; Singapore|SG|Singapur|S'pore;
    Kazakhstan|KZ|Qazaqstan; Kyiv|Kiev|Kyjiw; Saint Petersburg|SPb|St.Petersburg|Sankt Peterburg;
    Dubai|DXB|Dubayy; Istanbul|İst.|Estambul; Tehran|Téhéran|Teheran
"""
WADE_SURNAMES = """
    zhang:Chang zhao:Chao zheng:Cheng zhou:Chou zhu:Chu xu:Hsu xie:Hsieh xiao:Hsiao cai:Tsai
    cao:Tsao deng:Teng ding:Ting dong:Tung du:Tu gao:Kao gu:Ku guo:Kuo he:Ho huang:Huang
    jiang:Chiang jin:Chin kong:Kung liu:Liu luo:Lo peng:Peng qian:Chien qin:Chin ren:Jen song:Sung
    tang:Tang tian:Tien wang:Wang wu:Wu xue:Hsueh yang:Yang ye:Yeh zeng:Tseng li:Li lin:Lin
    chen:Chen sun:Sun hu:Hu ma:Ma liang:Liang
"""
CANTONESE = """
    zhang:Cheung zhao:Chiu zheng:Cheng zhou:Chow zhu:Chu xu:Tsui xie:Tse xiao:Siu cai:Choi cao:Tso
    deng:Tang ding:Ting gao:Ko guo:Kwok he:Ho huang:Wong jiang:Kong jin:Kam liu:Lau luo:Law
    peng:Pang qian:Chin ren:Yam song:Sung tang:Tong wang:Wong wu:Ng xue:Sit yang:Yeung ye:Yip
    zeng:Tsang li:Lee lin:Lam chen:Chan sun:Suen hu:Wu ma:Ma liang:Leung feng:Fung jian:Kin
    ming:Ming hua:Wah guo:Kwok wei:Wai wen:Man zhi:Chi qiang:Keung de:Tak yong:Wing jun:Chun
    jie:Kit hai:Hoi dong:Tung ping:Ping hui:Fai guang:Kwong hong:Hung chun:Chun tian:Tin long:Lung
    yu:Yu hao:Ho sheng:Shing xin:Sun yi:Yee jia:Ka rong:Wing fang:Fong ying:Ying mei:Mei bin:Pun
    cheng:Shing shan:Shan yun:Wan lei:Lui tao:To bo:Bor gang:Kong kai:Hoi lin:Lam ping:Ping
    qing:Ching bao:Po fu:Fuk shi:Sze tai:Tai
"""
ZH_TRADES = """
    电子:Electronics 科技:Technology 贸易:Trading 国际:International 机械:Machinery
    设备:Equipment 材料:Materials 化工:Chemical 物流:Logistics 信息:Information
    半导体:Semiconductor 实业:Industrial 工业:Industry 技术:Technology 航空:Aviation
    船舶:Shipbuilding 研究所:Institute 大学:University 集团:Group 光电:Optoelectronics
    仪器:Instruments 能源:Energy 医疗:Medical 通信:Communication 控股:Holdings
    汽车:Automobile 金属:Metal 智能:Intelligent 软件:Software 海运:Shipping
    航运:Shipping 股份有限公司:Co.,Ltd. 有限责任公司:LLC 有限公司:Ltd. 公司:Company
    精密:Precision 自动化:Automation 网络:Network 数据:Data 石油:Petroleum
    投资:Investment 环境:Environmental 生物:Bio 安全:Security
"""
RADICALS = """
    清情晴请睛精 青清 杨扬汤场 江红虹缸 伟纬炜玮讳 浩皓诰洁 铭洺茗名 锋烽蜂峰 帆凡矾 飞气 杰木
    科料 未末来 贝见页 云去 申甲由电 东车乐 林材村杜 华毕 艺亿忆 信倍佳 达送适远 通道 星昱晟 国固围
    海悔梅 天夫大夭 广厂产 三王五 中申 正止 力刀万 方万 玉王主 永水泳 泰秦奏 鑫淼森 博傅膊搏 微徽徵
    鹏鹂 龙尤 兴关 瑞端 源原愿 辉挥晖 凯剀铠 航杭舫 锐说税 新析 恒桓 嘉喜 盛盅 联职 拓祐 芯苡 晶品
    钢纲铜 铝铅 银根 板版 线残 量童 械戒 器哭 机肌 业亚 业并 光先 电龟 设没 备各 仪议 材财 料科
"""
