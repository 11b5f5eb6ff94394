"""An invented hospital, the same at every start: 杏林市人民医院, its departments, doctors, prices, clinics and patients.

Nobody here exists. Resident ID numbers are of region 990000, which is no region; mobile numbers begin with 154, which no
carrier had been given; those beginning with 15400 are dead (nobody gets a message sent there).
"""
