"""Sentences of the password: what it must be, what a wrong one costs, where it is asked for."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "password_not_it": N_("密码不对。看看大小写和输入法，再输一次。"),
    "password_pause": N_("输错的次数多了，再等 {seconds} 秒才能试。"),
    "password_short": N_("密码至少 {least} 位，现在是 {length} 位。"),
    "password_long": N_("密码最长 {most} 位。"),
    "password_blanks": N_("密码前后不能有空格，中间不能有看不见的字符。"),
    "password_better_longer": N_("能用。{advised} 位以上、字母和数字都有，更难猜。"),
    "password_only_digits": N_("能用。光是数字好猜，加几个字母更好。"),
    "password_repeats": N_("能用。翻来覆去就几个字符，好猜，换几个不一样的更好。"),
    "password_not_ascii": N_("里面有汉字或全角字符，输的时候要切输入法，只用字母和数字更省事。"),
    "password_twice": N_("两次输的不一样，再输一遍。"),
    "password_same": N_("新密码和现在的一样，不用换。"),
    "password_there": N_("{path} 已经有密码了。要换，用 gzparty password change。"),
    "password_none": N_("{path} 没有设密码。"),
    "password_needed": N_("{path} 设了密码。加上 --password-file 文件，把密码写在那个文件的第一行。"),
    "password_new_needed": N_("新密码从哪里来没有说。加上 --new-password-file 文件，把密码写在第一行。"),
    "password_copy_needed": N_(
        "{path} 存的时候用的是另一个密码。加上 --copy-password-file 文件，把当时的密码写在第一行。"
    ),
    "password_file_empty": N_("{path} 的第一行是空的，密码要写在第一行。"),
    "rekey_no_room": N_("{path} 所在的盘放不下：要先写一份新的再换掉旧的，还差 {missing}。腾出空间再来。"),
}
