"""The commonest passwords of ten characters and more, in lower case: what a guesser tries first, and the habits of hospitals."""

COMMONEST = frozenset(
    """
    0000000000 0123456789 0987654321 1111111111 1122334455 1212121212 1231231231 123123123123 1234512345 123456123456
    1234567890 12345678900 12345678910 123456789a 123456789abc 123456789q 1234567890a 123456abcd 1234qwerasdf 147258369a
    1472583690 147852369a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 2222222222 3333333333 4444444444 5201314520
    5201314521 5555555555 6666666666 7777777777 7894561230 789456123a 8888888888 9876543210 987654321a 9999999999
    a123456789 a1234567890 a12345678910 aa123456789 aa12345678 aa1234567890 aaa123456789 abc123456789 abc1234567 abcd123456
    abcd1234567 abcd12345678 abcde12345 abcdef123456 abcdefghij admin12345 admin123456 admin@12345 admin@123456 administrator
    asd123456789 asdf123456 asdfasdfasdf asdfghjkl1 asdfghjkl; asdfghjkl123 baseball123 changeme123 computer123 doctor1234
    doctor123456 football123 hospital01 hospital12 hospital123 hospital1234 hospital2024 hospital2025 hospital2026 iloveyou12
    iloveyou123 iloveyou520 letmein123 nurse12345 nurse123456 p@ssw0rd12 p@ssw0rd123 p@ssword123 passw0rd12 passw0rd123
    password00 password01 password11 password12 password123 password1234 password12345 password123456 password@123 password!1
    q123456789 qaz123456789 qazwsx123456 qazwsxedc1 qazwsxedc123 qazwsxedcrfv qq123456789 qq1234567890 qwe123456789 qwer123456
    qwer12345678 qwerasdfzxcv qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop1 qwertyuiop123 root123456 superman123
    system1234 system123456 test123456 welcome123 welcome1234 wang123456 woaini1314 woaini13145 woaini1314520
    woaini5201314 woainima123 xiaoming123 yiyuan1234 yiyuan123456 yisheng123 yisheng123456 z123456789 zhang123456 zxc123456789
    zxcvbnm123 zxcvbnm1234 zxcvbnm123456 zxcvbnm,./ zz123456789
    """.split()  # noqa: SIM905 - reads better than 130 quoted words
)
