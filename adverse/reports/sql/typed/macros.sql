CREATE OR REPLACE MACRO number_of(cell) AS
    CASE WHEN regexp_full_match(trim(cell), '[0-9]{1,18}') THEN try_cast(trim(cell) AS BIGINT) END;
CREATE OR REPLACE MACRO day_of(cell) AS
    CASE WHEN regexp_full_match(trim(cell), '[0-9]{8}') THEN try_strptime(trim(cell), '%Y%m%d')::DATE END;
CREATE OR REPLACE MACRO precision_of(cell) AS
    CASE
        WHEN coalesce(trim(cell), '') = '' THEN 'none'
        WHEN day_of(cell) IS NOT NULL THEN 'day'
        WHEN regexp_full_match(trim(cell), '[0-9]{4}(0[1-9]|1[0-2])') THEN 'month'
        WHEN regexp_full_match(trim(cell), '[0-9]{4}') THEN 'year'
        ELSE 'unreadable'
    END;
CREATE OR REPLACE MACRO tidy(cell) AS
    nullif(
        trim(
            CASE
                WHEN contains(cell, '  ') OR contains(cell, chr(9)) THEN regexp_replace(cell, '\s+', ' ', 'g')
                ELSE cell
            END
        ),
        ''
    );
