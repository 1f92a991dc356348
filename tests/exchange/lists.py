"""Write watchlists of invented names, in the layouts in which such lists are published."""

import json
from pathlib import Path

FTM = (
    {
        "id": "x-1",
        "schema": "Person",
        "caption": "Vera HOLM",
        "last_change": "2026-03-01T10:00:00",
        "properties": {
            "name": ["Holm, Vera", "Vera HOLM"],
            "alias": ["Vera Holmgren"],
            "weakAlias": ["The Captain"],
            "birthDate": ["1990-05-01"],
            "nationality": ["no"],
            "topics": ["sanction"],
            "notes": ["Said to run ferries."],
        },
    },
    {"id": "x-2", "schema": "Company", "properties": {"name": ["Tern Bank Ltd"], "jurisdiction": ["xx"]}},
    {"id": "x-3", "schema": "Address", "properties": {"full": ["1 Quay, Lowick"]}},
    {"id": "x-4", "schema": "Sanction", "properties": {"entity": ["x-2"], "program": ["HARBOUR"]}},
    {"id": "x-5", "schema": "LegalEntity", "properties": {"name": ["Dolphin Line"]}},
    {"id": "x-6", "schema": "Vessel", "properties": {"name": ["MV Grey Gull"], "flag": ["pa"]}},
)

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-03T00:00:00">
 <INDIVIDUALS>
  <INDIVIDUAL>
   <DATAID>1</DATAID><FIRST_NAME>PER</FIRST_NAME><SECOND_NAME>OLAV</SECOND_NAME><THIRD_NAME>DAHL</THIRD_NAME>
   <UN_LIST_TYPE>Harbour</UN_LIST_TYPE><REFERENCE_NUMBER>HBi.001</REFERENCE_NUMBER>
   <NAME_ORIGINAL_SCRIPT>Пер Даль</NAME_ORIGINAL_SCRIPT><COMMENTS1>Owner of boats.</COMMENTS1>
   <NATIONALITY><VALUE>Norway</VALUE></NATIONALITY>
   <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Per Dahle</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Skipper</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-04-02</DATE></INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1962</FROM_YEAR><TO_YEAR>1964</TO_YEAR>
   </INDIVIDUAL_DATE_OF_BIRTH>
  </INDIVIDUAL>
  <INDIVIDUAL><REFERENCE_NUMBER>HBi.002</REFERENCE_NUMBER></INDIVIDUAL>
 </INDIVIDUALS>
 <ENTITIES>
  <ENTITY>
   <FIRST_NAME>NORTHWIND FERRIES</FIRST_NAME><REFERENCE_NUMBER>HBe.001</REFERENCE_NUMBER>
   <UN_LIST_TYPE>Harbour</UN_LIST_TYPE>
   <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Northwind Lines</ALIAS_NAME></ENTITY_ALIAS>
   <ENTITY_ADDRESS><COUNTRY>Panama</COUNTRY></ENTITY_ADDRESS>
  </ENTITY>
 </ENTITIES>
</CONSOLIDATED_LIST>
"""

SDN = (
    '101,"HOLM, Vera",individual,"HARBOUR] [FERRY",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    "\"DOB 01 May 1990; alt. DOB circa 1991; nationality Norway; a.k.a. 'THE CAPTAIN'.\"\n"
    '102,"TERN BANK",-0- ,"HARBOUR",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
    '103,"GREY GULL",vessel,"HARBOUR",-0- ,"XY12",Tanker,-0- ,-0- ,Panama,-0- ,-0- \n'
    '104,"broken row",-0- \n'
    "\x1a\n"
)
ALT = '101,7,aka,"HOLMGREN, Vera",-0- \n'
ADD = '102,9,"1 Quay","Lowick","Panama",-0- \n'

TARGETS = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,"
    "first_seen,last_seen,last_change\n"
    'y-1,Person,Vera Holm,"Vera Holmgren;V. Holm",1990-05-01,no;pa,,,Harbour list,,,HARBOUR,x,2020,2026,2026-01-09\n'
    "y-2,Address,1 Quay,,,,,,,,,,,,,\n"
)


def write_ftm(path: Path) -> Path:
    """Write the entities as JSON lines, and lines that are none."""
    lines = [json.dumps(one) for one in FTM]
    lines[2:2] = ["", "{broken", '{"id": "x-9"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write(path: Path, text: str) -> Path:
    """Write a file and return where."""
    path.write_text(text, encoding="utf-8")
    return path
